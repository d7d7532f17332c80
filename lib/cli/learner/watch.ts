/**
 * `deno task watch [kata]`: runs a kata's tests each time you save.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl } from "@std/path";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { listKatas } from "../course/course.ts";
import type { Kata } from "../course/kata.ts";
import { hint } from "./hint.ts";
import { interruptible } from "../terminal/interrupt.ts";
import { CTRL_C, Keyboard } from "../terminal/keyboard.ts";
import { lastRun } from "./memory.ts";
import { namedKata } from "./named_kata.ts";
import { nextKata } from "./next_kata.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { Saves } from "./saves.ts";
import { shownRun } from "./shown_run.ts";
import { paint, terminalRows } from "../terminal/terminal.ts";
import { run, UsageError } from "../terminal/usage.ts";

const HELP = `deno task watch [kata]

Runs the tests of a kata each time you save, by default those of the first kata that is not done.
A run that hangs is stopped by the next save. Keys:

  h    the next hint
  t    draws what happened in the first test that failed
  n    the next kata
  q    quit

The exit code is 0 when the last run passed, 1 when not, 2 when the command is wrong,
130 after Ctrl-C.`;

const KEYS = ["h hint", "t draw the failure", "n next kata", "q quit"].join("   ");
/** The exit code after Ctrl-C: 128 and the number of SIGINT. */
const INTERRUPTED = 130;
const CLEAR = "\x1b[H\x1b[2J";

/**
 * Runs the command.
 *
 * @param args A kata's name, and options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when the last run passed, 1 when not, 130 after Ctrl-C.
 * @throws {UsageError} When there is no terminal, or no such kata.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const options = { help: { type: "boolean", short: "h" } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const [name, ...more] = positionals;
  if (more.length > 0) throw new UsageError("Cannot watch several katas: name one");
  const kata = name === undefined ? await nextKata(root) : await namedKata(root, name);
  if (!Deno.stdin.isTerminal() || !Deno.stdout.isTerminal()) {
    throw new UsageError("Cannot watch: this is not a terminal. Use `deno task kata` instead");
  }
  if (kata === undefined) {
    const names = await listKatas(root);
    progress.line(`Every kata is done. Name the one to watch: ${names.join(", ")}`);
    return 0;
  }
  return await interruptible(progress, (signal) => new Watch(progress, kata).run(signal));
}

/** A session at the terminal. */
class Watch {
  #progress: Progress;
  #kata: Kata;
  #watchdog = new Watchdog();
  #controller = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #passed = false;
  #interrupted = false;
  /** What is to be done, one after the other: saves and keys can come at any moment. */
  #work: Promise<void> = Promise.resolve();
  #end = Promise.withResolvers<void>();
  #ended = false;

  constructor(progress: Progress, kata: Kata) {
    this.#progress = progress;
    this.#kata = kata;
  }

  /** Runs until the key to quit, or the signal. Gives the exit code. */
  async run(signal: AbortSignal): Promise<number> {
    signal.addEventListener("abort", () => this.#end.resolve());
    try {
      using _keyboard = new Keyboard((key) => {
        if (key === CTRL_C) this.#interrupted = true;
        if (key === "q" || key === CTRL_C) this.#end.resolve();
        if (key === "h") this.#do(() => this.#hint());
        if (key === "t") this.#do(() => this.#trace());
        if (key === "n") this.#do(() => this.#next());
      });
      using _saves = new Saves(`${this.#kata.root}/katas`, (path) => {
        if (path.includes(`/katas/${this.#kata.name}/`)) this.#do(() => this.#restart());
      }, this.#end.reject);
      this.#do(() => this.#restart());
      await this.#end.promise;
    } finally {
      this.#ended = true;
      this.#controller.abort();
      await this.#work;
      await this.#running;
      this.#watchdog.close();
    }
    if (!signal.aborted) this.#progress.line("Stopped.");
    if (this.#interrupted) return INTERRUPTED;
    return this.#passed ? 0 : 1;
  }

  #do(step: () => Promise<void>): void {
    this.#work = this.#work.then(() => this.#ended ? undefined : step()).catch(this.#end.reject);
  }

  /** Stops what runs, and begins again. */
  async #restart(): Promise<void> {
    this.#controller.abort();
    await this.#running;
    this.#controller = new AbortController();
    this.#progress.line(`${CLEAR}${this.#kata.file}`);
    this.#running = this.#runTests(this.#controller.signal).catch(this.#end.reject);
    if (this.#ended) this.#controller.abort();
  }

  async #runTests(signal: AbortSignal): Promise<void> {
    const [progress, watchdog] = [this.#progress, this.#watchdog];
    this.#passed = false;
    this.#passed = await shownRun(this.#kata, { progress, watchdog, signal, rows: terminalRows() });
    if (!signal.aborted) progress.line(`\n${paint("dim", KEYS)}`);
  }

  async #hint(): Promise<void> {
    try {
      await hint(this.#kata, this.#progress, {});
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#progress.line(error.message);
    }
  }

  /** Draws the first failure, as the command does that the last run has named. The next save stops it. */
  async #trace(): Promise<void> {
    const failed = (await lastRun(this.#kata))?.tests.find(({ state }) => state === "failed");
    if (!failed) return this.#progress.line("\nNo test has failed that could be drawn.");
    this.#controller.abort();
    await this.#running;
    this.#controller = new AbortController();
    this.#running = this.#draw(failed.name, this.#controller.signal).catch(this.#end.reject);
    if (this.#ended) this.#controller.abort();
  }

  async #draw(test: string, signal: AbortSignal): Promise<void> {
    const { name, root: cwd } = this.#kata;
    const args = ["task", "--quiet", "trace", name, test];
    await new Deno.Command(Deno.execPath(), { args, cwd, stdin: "null", signal }).spawn().status;
    if (!signal.aborted) this.#progress.line(`\n${paint("dim", KEYS)}`);
  }

  async #next(): Promise<void> {
    const next = await nextKata(this.#kata.root, this.#kata);
    if (next === undefined) {
      this.#progress.line("\nEvery other kata is done.");
      return;
    }
    this.#kata = next;
    await this.#restart();
  }
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
