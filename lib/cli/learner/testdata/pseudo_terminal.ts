/**
 * Runs a command at a terminal of its own, for the tests of these commands.
 *
 * The terminal is made by `script`, which Debian and Ubuntu always have (package bsdutils), and Fedora
 * in the package util-linux-script.
 *
 * @module
 */

import { stripVTControlCharacters } from "node:util";

/** Whether there is a program to make a terminal with. */
export const terminals: boolean = (() => {
  try {
    return new Deno.Command("script", { args: ["--version"], stdout: "null" }).outputSync().success;
  } catch {
    return false;
  }
})();

/** A shell command at a terminal of 60 columns and 40 lines. */
export class PseudoTerminal implements AsyncDisposable {
  /** All that was shown. */
  shown = "";
  #child: Deno.ChildProcess;
  #keys: WritableStreamDefaultWriter<Uint8Array>;
  #output: Promise<void>;

  /**
   * Starts it.
   *
   * @param command The command.
   * @param env More environment.
   */
  constructor(command: string, env: Record<string, string>) {
    this.#child = new Deno.Command("script", {
      args: ["-qec", `stty cols 60 rows 40; ${command}`, "/dev/null"],
      env: { SHELL: "/bin/sh", ...env },
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#keys = this.#child.stdin.getWriter();
    this.#output = this.#child.stdout.pipeThrough(new TextDecoderStream()).pipeTo(
      new WritableStream({ write: (text) => void (this.shown += text) }),
    );
  }

  /** What is to be seen since the screen was cleared, without colours. */
  get screen(): string {
    const text = this.shown.split("\x1b[2J").at(-1)!;
    return stripVTControlCharacters(text).replaceAll("\r\n", "\n");
  }

  /** Types. */
  async type(keys: string): Promise<void> {
    await this.#keys.write(new TextEncoder().encode(keys));
  }

  /** Waits for the end of the command, and gives its exit code. */
  async end(): Promise<number> {
    const { code } = await this.#child.status;
    await this.#output;
    return code;
  }

  /** Closes the terminal, and waits until that is done. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#keys.close().catch(() => {}); // Its reader may have ended.
    try {
      this.#child.kill("SIGKILL");
    } catch { /* It has ended. */ }
    await this.end();
  }
}
