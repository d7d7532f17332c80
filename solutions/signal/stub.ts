/** The signal kata. Read README.md, then replace each `todo(…)`. @module */

import { type ExitStatus } from "lib/sys/process.ts";
import { todo } from "lib/todo.ts";

/**
 * Waits until its own process gets a signal, and keeps the process alive meanwhile.
 *
 * When it ends, in whichever way, its listener and its timer are gone: the signal does again what it
 * did before.
 *
 * @param signal The signal.
 * @param options `timeout` tells how long to wait, in milliseconds; without it, for ever.
 * @throws {Deno.errors.TimedOut} When the signal does not come in time.
 * @throws {TypeError} At once, for a signal that nobody can catch.
 */
export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  return todo(signal, options);
}

/** A program and its arguments, such as `["sleep", "5"]`. */
export type Program = [command: string, ...args: string[]];

/** A program that was started. `Deno.Command` gives you one. */
export interface Child {
  /** Its process id. */
  readonly pid: number;
  /** How it ended. */
  readonly status: Promise<ExitStatus>;
  /** Sends it a signal; throws a `TypeError` when it has been collected. */
  readonly kill: (signal: Deno.Signal) => void;
}

/**
 * Starts a program, and waits until it says that it can be sent signals: its standard output has the
 * line `ready`, alone or among others.
 *
 * Your process goes on meanwhile.
 *
 * @param program What to run. It may take as long as it likes to get ready.
 * @returns The program. What it prints from then on is read and thrown away, so it never has to wait.
 * @throws {Error} When it ends before it is ready. The message has its exit code.
 * @throws {Deno.errors.NotFound} When there is no such program.
 */
export async function startReady(program: Program): Promise<Child> {
  return todo(program);
}

/**
 * Stops a child: asks it with SIGTERM, and ends it with SIGKILL when that was in vain.
 *
 * A child that is stopped, as by SIGSTOP or Ctrl-Z, is asked as well: SIGCONT lets it go on.
 *
 * @param child The child. When it has ended already, nobody gets a signal, and that is no error.
 * @param options `patience` tells how long the child may take before SIGKILL, in milliseconds.
 * @returns How the child ended, as soon as it has ended.
 */
export async function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  return todo(child, options);
}

/**
 * Lets the process end in order when it gets SIGTERM or SIGINT: it cleans up, and then it exits with
 * 128 plus the signal's number, also when the clean-up fails.
 *
 * A second signal does not wait for the clean-up, and does not start another one: the process exits at
 * once, with 128 plus this one's number. A process with nothing left to do still ends by itself.
 *
 * @param cleanUp Finishes what is in flight.
 */
export function onShutdown(cleanUp: () => Promise<void> | void): void {
  return todo(cleanUp);
}

/**
 * Tells whether a process runs.
 *
 * One that is stopped does. One that has ended and was not waited for (a zombie) does not. The process
 * may belong to somebody else, and it may have any name.
 *
 * @param pid Its process id.
 */
export function isRunning(pid: number): boolean {
  return todo(pid);
}

/**
 * Receives letters. A signal is the doorbell, and a folder is the mailbox.
 *
 * A sender puts the letters into the folder as files named `1`, `2`, `3` and so on, in this order. Each
 * is whole from the moment you see it. Then the sender rings: once for each letter, or once for several.
 * Nobody rings for letters that were there before you came. Other files are not for you.
 *
 * Take each letter out of the folder when you have read it. From the first one on, the doorbell may ring
 * at any time, also in vain and while you look, until the last one is there. While nobody rings, your
 * process sleeps.
 *
 * @param doorbell The signal.
 * @param mailbox The folder.
 * @returns What the letters say, in order. The last letter is empty, and is left out.
 */
export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  return todo(doorbell, mailbox);
}
