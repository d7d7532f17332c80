/**
 * Runs a fixture, which is a file of tests that is looked at from outside, in a `deno test` of its own.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import { kill } from "../../sys/process.ts";
import { processes } from "../diagnosis/proc.ts";

/** The environment variable with the run's token. Hostile code passes it to `sleep` as well. */
export const TOKEN = "FIXTURE_TOKEN";

/** How a fixture is run. */
export interface FixtureOptions {
  /** Arguments of `deno test`. @default {["-A", "--reporter=tap"]} */
  flags?: string[];
  /** More environment. */
  env?: Record<string, string>;
}

/** What a fixture's run has shown. */
export interface Result {
  /** The exit code. */
  code: number;
  /** The names of the tests that passed, in order. */
  passed: string[];
  /** What the others say, without the stack. Numbers of processes and the like are `N`. */
  failed: Record<string, string>;
  /** All that it printed, without colours. */
  output: string;
  /** What was left of it when it had ended: command lines and temporary files. */
  left: string[];
}

/** When a run is taken for stuck, in milliseconds. */
const STUCK = 300_000;

/** A run of one or more fixtures, in a session of its own, with a temporary folder of its own. */
export class Fixture implements AsyncDisposable {
  /** Stands in the environment or the arguments of all that belongs to the run. `sleep` accepts it. */
  readonly token = `1000.${crypto.getRandomValues(new BigUint64Array(1))[0]}`;
  /** Where it puts its temporary files. */
  readonly folder = Deno.makeTempDirSync({ prefix: "fixture-" });
  /** What it prints to standard output, as it comes. */
  printed = "";
  /** The same of standard error. It is kept apart: it could come in the middle of a line. */
  #errors = "";

  #child: Deno.ChildProcess;
  #output: Promise<unknown>;

  /** Starts to run these files of this folder. */
  constructor(files: string[], { flags = ["-A", "--reporter=tap"], env }: FixtureOptions = {}) {
    const paths = files.map((file) => fromFileUrl(import.meta.resolve(`./${file}`)));
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["test", "--no-check", ...flags, ...paths],
      env: { ...env, [TOKEN]: this.token, TMPDIR: this.folder, NO_COLOR: "1" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      detached: true,
    }).spawn();
    const collect = (
      stream: ReadableStream<Uint8Array<ArrayBuffer>>,
      take: (text: string) => void,
    ) => stream.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write: take }));
    this.#output = Promise.all([
      collect(this.#child.stdout, (text) => void (this.printed += text)),
      collect(this.#child.stderr, (text) => void (this.#errors += text)),
    ]);
  }

  /** Waits for its end, and gives what it has shown. */
  async result(): Promise<Result> {
    const timer = setTimeout(() => this.#kill(), STUCK);
    await this.#output;
    const { code } = await this.#child.status;
    clearTimeout(timer);
    const output = plain(this.printed) + plain(this.#errors);
    const failures = output.matchAll(/^not ok \d+ - (.*)\n +---\n +(\{.*\})$/gm);
    return {
      code,
      passed: [...output.matchAll(/^ok \d+ - (.*)/gm)].map(([, name]) => name!),
      failed: Object.fromEntries([...failures].map(([, name, yaml]) => [name!, message(yaml!)])),
      output,
      left: this.left(),
    };
  }

  /** The process id of `deno test`. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Sends a signal to the run's process group, as the terminal does for Ctrl-C. */
  signal(signal: Deno.Signal): void {
    kill(-this.#child.pid, signal);
  }

  /** Gives the command lines of what belongs to the run and exists, and its temporary files. */
  left(): string[] {
    const files = Array.from(Deno.readDirSync(this.folder), ({ name }) => name);
    return [...this.#processes().map(({ command }) => command), ...files];
  }

  /** Ends what has not ended, and removes the folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill();
    await this.#output;
    await this.#child.status;
    await Deno.remove(this.folder, { recursive: true });
  }

  #processes(): { pid: number; command: string }[] {
    return processes().flatMap((pid) => {
      const command = read(`/proc/${pid}/cmdline`);
      const texts = [command, read(`/proc/${pid}/environ`)];
      if (!texts.some((text) => text.includes(this.token))) return [];
      return [{ pid, command: command.replaceAll("\0", " ").trim() }];
    });
  }

  #kill(): void {
    for (const { pid } of this.#processes()) {
      try {
        kill(pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
  }
}

/** Runs fixtures to their end. */
export async function run(files: string[], options?: FixtureOptions): Promise<Result> {
  await using fixture = new Fixture(files, options);
  return await fixture.result();
}

/** Gives the first line that each failed test says. */
export function firstLines({ failed }: Result): Record<string, string> {
  return Object.fromEntries(
    Object.entries(failed).map(([name, text]) => [name, text.split("\n")[0]!]),
  );
}

function message(yaml: string): string {
  return plain(JSON.parse(yaml).message)
    .replace(/\n {4}at .*/s, "")
    .replace(/\b(pid|fd) \d+/g, "$1 N")
    .replace(/\[\d+\]/g, "[N]")
    .replace(/(\.0\.0\.\d):\d+/g, "$1:N") // the port
    .replace(/for \d+ of/g, "for N of")
    .replace(/\d+ times/g, "N times");
}

function plain(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/\x1b\[[\d;]*m/g, "");
}

function read(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
