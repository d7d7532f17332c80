/** The pipe kata. Read README.md, then replace each `todo(…)`. @module */

import { type Fd } from "lib/sys/fd.ts";
import { type ExitStatus } from "lib/sys/process.ts";
import { todo } from "lib/todo.ts";

/**
 * Sends a whole message through a pipe, then hangs up.
 *
 * It returns when the pipe has taken every byte.
 *
 * @param writeEnd The pipe's write end, which is yours: close it, also when sending fails.
 * @param message The bytes to send: none, some, or more than the pipe can hold. They stay as they are.
 * @throws {Error} With the `code` `EPIPE`, when bytes are left to send and nobody holds the read end.
 */
export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  return todo(writeEnd, message);
}

/**
 * Receives a whole message: every byte up to end-of-file, however long the sender pauses.
 *
 * @param readEnd The pipe's read end, which is yours: close it.
 * @param writeEnd A copy of the pipe's write end, such as a child gets by fork(): close it too.
 * @returns The message, in an array of its own; empty when the sender hung up at once.
 * @throws {Error} When reading fails. Then too, both ends are closed.
 */
export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  return todo(readEnd, writeEnd);
}

/**
 * A program and its arguments, such as `["head", "-n", "3"]`: each argument reaches it as it is, and the
 * list is not changed.
 */
export type Program = [command: string, ...args: string[]];

/**
 * Runs a program with `input` as its standard input, and collects its standard output.
 *
 * It may write to its standard error, however much: that is not collected.
 *
 * @param program What to run, once.
 * @param input What the program can read before its input ends; the bytes stay as they are. It may stop
 *   reading earlier, or close its input and go on, and that is no error.
 * @returns All that it wrote until its output ended, and how the program ended.
 * @throws {Error} With the `code` `ENOENT`, when there is no such program.
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
 * Both are children of your process, and its other children are left alone. The bytes between them go
 * through one pipe, not through your process, which keeps no end of that pipe.
 *
 * @param first The program whose standard output goes into the pipe.
 * @param second The program whose standard input comes out of the pipe.
 * @returns All that the second wrote until its output ended, and how the first and the second ended.
 * @throws {Error} With the `code` `ENOENT`, when there is no such program. Then too, no pipe stays
 *   open, and a program that did start is waited for.
 */
export function pipeline(
  first: Program,
  second: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  return todo(first, second);
}
