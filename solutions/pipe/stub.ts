/** The pipe kata. Read README.md, then replace each `todo(…)`. @module */

import { type Fd } from "lib/sys/fd.ts";
import { type ExitStatus } from "lib/sys/process.ts";
import { todo } from "lib/todo.ts";

/**
 * Sends a whole message through a pipe, then hangs up.
 *
 * @param writeEnd The pipe's write end. It is yours: close it, also when something goes wrong.
 * @param message The bytes to send. They may be more than the pipe can hold, or none.
 * @throws {SysError} `EPIPE` when nobody holds the read end.
 */
export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  return todo(writeEnd, message);
}

/**
 * Receives a whole message: every byte up to end-of-file.
 *
 * @param readEnd The pipe's read end. It is yours: close it.
 * @param writeEnd The pipe's write end. Your process got a copy of it too, as a child does after
 *   fork(). It is yours as well.
 * @returns The message; empty when the sender hung up at once.
 */
export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  return todo(readEnd, writeEnd);
}

/** A program and its arguments, such as `["head", "-n", "3"]`. */
export type Program = [command: string, ...args: string[]];

/**
 * Runs a program with `input` as its standard input, and collects its standard output.
 *
 * Use `Deno.Command`: it makes the two pipes for you.
 *
 * @param program What to run.
 * @param input What the program may read. It may stop reading before the end, and that is no error.
 * @returns What it wrote, and how it ended.
 */
export async function filter(
  program: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  return todo(program, input);
}

/**
 * Runs two programs at the same time, like `first | second` in a shell.
 *
 * Use `pipe` and `spawn` of `lib/sys`. The bytes between the two do not pass through your process.
 *
 * @param first The program that writes into the pipe.
 * @param second The program that reads from the pipe.
 * @returns What the second wrote to its standard output, and how both ended.
 * @throws {SysError} `ENOENT` when there is no such program. Then too, no pipe stays open, and a
 *   program that did start is waited for.
 */
export function pipeline(
  first: Program,
  second: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  return todo(first, second);
}
