/** The signal kata. Read README.md, then replace each `todo(…)`. @module */

import { type ExitStatus } from "lib/sys/process.ts";
import { todo } from "lib/todo.ts";

/**
 * Waits until its own process gets a signal, and keeps the process alive meanwhile.
 *
 * Several may wait at the same time: a signal ends the wait of everyone who waits for it. When a wait
 * ends, in whichever way, its listener is gone, and no timer of it keeps the process alive. Other
 * listeners stay; when there are none, the signal does again what it did before.
 *
 * @param signal Which signal: no other one ends the wait.
 * @param options `timeout` tells how long to wait, in milliseconds: any number from 0 on, also more than
 *   a timer can hold. Whole seconds are too coarse. Without it, or with `Infinity`, you wait for ever.
 * @throws {Deno.errors.TimedOut} When the signal does not come in time.
 * @throws {TypeError} At once, for SIGKILL and SIGSTOP, which nobody can catch.
 */
export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  return todo(signal, options);
}

/** A program and its arguments, such as `["sleep", "5"]`: it gets each of them as it is. */
export type Program = [command: string, ...args: string[]];

/** A program that was started, and may have ended. */
export interface Child {
  /** Its process id. */
  readonly pid: number;
  /** How it ended, with its code and its signal. */
  readonly status: Promise<ExitStatus>;
  /** Sends it a signal; throws a `TypeError` when it has ended and was collected. */
  readonly kill: (signal: Deno.Signal) => void;
}

/**
 * Starts a program, and waits until it says that it can be sent signals: its standard output has the
 * line `ready`, alone or among others.
 *
 * The line ends with a newline, and has nothing else in it, not even a blank or a carriage return. It
 * may come in pieces, after any other bytes and any number of them. Your process goes on meanwhile, and
 * may start several programs at the same time.
 *
 * @param program What to run, which may take as long as it likes to get ready, and live as long as it
 *   likes.
 * @returns The program, also when it has ended since. What it prints from then on is read and thrown
 *   away, so it never has to wait. Nor does it ever wait, or end, because of what it prints to standard
 *   error.
 * @throws {Error} When it ends before it is ready, even if somebody else still holds its output, or
 *   prints on. The message has its exit code: 128 plus the signal's number when a signal ended it.
 * @throws {Deno.errors.NotFound} When there is no such program.
 */
export async function startReady(program: Program): Promise<Child> {
  return todo(program);
}

/**
 * Stops a child: asks it with SIGTERM, once, and ends it with SIGKILL when it takes longer than your
 * patience.
 *
 * A child that is stopped, as by SIGSTOP or Ctrl-Z, is asked as well: SIGCONT lets it go on. Several
 * children may be stopped at the same time.
 *
 * @param child The child, which may have ended already: that is no error. From the moment it was
 *   collected, nobody gets a signal, not even later: its number may belong to somebody else.
 * @param options `patience` tells how long the child may take, in milliseconds: any number from 0 on,
 *   also more than a timer can hold. Whole seconds are too coarse. With `Infinity`, SIGKILL never comes.
 * @returns How the child ended, as soon as it has ended. No timer is left that keeps the process alive.
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
 * A second signal, the same or the other one, does not wait for the clean-up, and does not start another
 * one: the process exits at once, with 128 plus this one's number. Other signals do what they did
 * before. A process with nothing left to do still ends by itself, without a clean-up. Call it once.
 *
 * @param cleanUp Finishes what is in flight, and may take as long as it likes. It may return a promise,
 *   or nothing.
 */
export function onShutdown(cleanUp: () => Promise<void> | void): void {
  return todo(cleanUp);
}

/**
 * Tells whether a process runs, and changes nothing about it.
 *
 * One that is stopped does. One that has ended and was not waited for (a zombie) does not. A number that
 * belongs to nobody does not. The process may belong to somebody else, and it may have any name.
 *
 * @param pid Its process id: any process may be asked about, your own children, too.
 */
export function isRunning(pid: number): boolean {
  return todo(pid);
}

/**
 * Receives letters, which a sender puts into a folder as files named `1`, `2`, `3` and so on, in this
 * order. A signal is the doorbell: the sender rings once for each letter, or once for several.
 *
 * Nobody rings for letters that were there before you came. A letter is whole when it has its name: files
 * with other names, such as `2.part`, are not for you, and stay.
 *
 * Take each letter out of the folder when you have read it. From the first one on, the doorbell may ring
 * at any time, also for nothing and while you look, until the last one is there. While nobody rings,
 * your process stays alive and sleeps: it does not look into the folder, and your timers go off once a
 * second at most. When you return or throw, your listener is gone, and other listeners stay. Several may
 * receive at the same time, each from a folder of its own.
 *
 * @param doorbell Which signal rings.
 * @param mailbox The path of the folder, absolute or relative; it may contain any character.
 * @returns What the letters say, in order, with every blank and newline. The last letter is empty, and
 *   is left out; what lies behind it stays.
 * @throws {Deno.errors.NotFound} At once, when there is no such folder.
 */
export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  return todo(doorbell, mailbox);
}
