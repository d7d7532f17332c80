/**
 * Shows what a peer prints, line by line, with the peer's role in front.
 *
 * ```ts
 * import { Output } from "lib/testing/peer/output.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { spawn, waitpid } from "lib/sys/process.ts";
 *
 * const output = new Output("greeter"); // It shows "greeter │ hello".
 * const pid = spawn("echo", ["hello"], { 1: output.writeEnd, 2: output.writeEnd });
 * close(output.writeEnd);
 * await output.end;
 * waitpid(pid);
 * ```
 *
 * @module
 */

import { Socket } from "node:net";
import { type Fd, pipe } from "../../sys/fd.ts";

/** How many lines of one peer are shown, and how many characters of a line. */
const LINES = 100;
const COLUMNS = 300;

/** Set by the `kata` command, whose reporter hides what a test prints. */
const IN_MESSAGE = "IPC_KATAS_OUTPUT_IN_MESSAGE";

/** What one peer prints, to standard output and standard error, in one order. */
export class Output {
  /** Where the peer prints to: hand it over as 1 and 2, then close it. */
  readonly writeEnd: Fd;
  /** The lines that a failure message is to show. */
  readonly kept: string[] = [];
  /** The last line in which Deno told an error. */
  error = "";
  /** Settles when all who could print have ended. */
  readonly end: Promise<void>;
  #socket: Socket;
  #role: string;
  #lines = 0;
  #rest = "";

  /** Opens a pipe for the output of the peer with this role. */
  constructor(role: string) {
    const [readEnd, writeEnd] = pipe();
    this.writeEnd = writeEnd;
    this.#role = role;
    this.#socket = new Socket({ fd: readEnd, readable: true, writable: false });
    this.#socket.setEncoding("utf8");
    this.#socket.on("data", (text: string) => this.#take(text));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.on("close", () => {
      if (this.#rest !== "") this.#show(this.#rest);
      this.#rest = "";
      resolve();
    });
    this.end = promise;
  }

  /** Stops listening, although somebody might still print. */
  stop(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop()!.slice(0, COLUMNS + 1); // A line may never end.
    for (const line of lines) this.#show(line);
  }

  #show(line: string): void {
    // deno-lint-ignore no-control-regex
    if (/^(\x1b\[[\d;]*m)*error(\x1b\[[\d;]*m)*: /.test(line)) this.error = line;
    this.#lines++;
    if (this.#lines > LINES + 1) return;
    const shown = this.#lines > LINES ? `… (it prints more than ${LINES} lines)` : printable(line);
    const labelled = `${this.#role} │ ${shown}`;
    if (Deno.env.has(IN_MESSAGE)) this.kept.push(labelled);
    else console.log(labelled);
  }
}

/** Binary data would write all over the terminal. */
function printable(line: string): string {
  const cut = line.length > COLUMNS ? line.slice(0, COLUMNS) + "…" : line;
  // deno-lint-ignore no-control-regex
  return cut.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]/g, "·");
}
