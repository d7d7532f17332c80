/** The realtime_signal kata. Read README.md, then replace each `todo(…)`. @module */

import type { Fd } from "lib/sys/fd.ts";
import { todo } from "lib/todo.ts";

/** What is known of a signal that was fetched. */
export interface Notice {
  /** Its number. */
  signal: number;
  /** The number that was sent with it; 0 when it was sent without one. */
  value: number;
  /** The pid of the process that has sent it; 0 when that was the kernel itself. */
  sender: number;
  /**
   * How it was sent: with a number, by `sigqueue`; without one, by `kill`; or by the kernel itself, as for an
   * alarm, or for a child that has ended.
   */
  how: "sigqueue" | "kill" | "kernel";
}

/**
 * Starts a program in which these signals are blocked from its first instruction on: they do not end it, but
 * wait there until it fetches them.
 *
 * No other signal is blocked in it, and in your own process nothing changes. Its standard input, output and
 * error are yours.
 *
 * @param command The program, which is searched in `PATH` unless it has a slash.
 * @param args Its arguments.
 * @param signals The numbers of the signals, which may be none.
 * @returns Its pid, at once: it is your caller who waits for its end.
 * @throws {Error} With the `code` `ENOENT`, when there is no such program.
 */
export function startListener(command: string, args: string[], signals: number[]): number {
  return todo(command, args, signals);
}

/**
 * Sends a signal with a number to a process.
 *
 * @param pid The process, which may be your own.
 * @param signal The number of the signal.
 * @param value A whole number from -2147483648 to 2147483647.
 * @throws {RangeError} When the value is another one. Nothing is sent then.
 * @throws {Error} With the `code` `ESRCH`, when there is no such process; `EPERM`, when you may not send signals
 *   to it; `EAGAIN`, when the signal is a real-time signal, and the queue of the process is full.
 */
export function send(pid: number, signal: number, value: number): void {
  return todo(pid, signal, value);
}

/**
 * Sends a real-time signal to a process once for each number, in their order.
 *
 * While its queue is full, it waits for room, however long that takes. Meanwhile it keeps no processor busy, and
 * your process can do other things. Several calls may go on at the same time.
 *
 * @param pid The process, which may be your own.
 * @param signal The number of the signal.
 * @param values Whole numbers as in `send()`, or none. They stay as they are.
 * @returns A promise, which is fulfilled when all have been sent.
 * @throws {RangeError} When one of the values is no such number. Nothing is sent then.
 * @throws {Error} With the `code` `ESRCH`, when there is no such process, also while it waits; `EPERM`, when you
 *   may not send signals to it.
 */
export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  return todo(pid, signal, values);
}

/**
 * Fetches one signal that was sent to your process: the one with the lowest number, and of these the oldest.
 *
 * While there is none, it waits, and keeps no processor busy. A signal that is not asked for does not end the
 * wait, nor does it end when your process is stopped and goes on; neither makes it longer.
 *
 * @param signals The numbers of the signals, each of which is blocked in your process; none of them tells of an
 *   error of a program, as SIGSEGV and SIGTRAP do. All others stay where they are.
 * @param ms How long it waits at most, in milliseconds: from 0 up to `Infinity`, which is what it does when
 *   you leave this out.
 * @returns What is known of it; `undefined` when none has come in time.
 */
export function receive(signals: number[], ms?: number): Notice | undefined {
  return todo(signals, ms);
}

/**
 * Fetches all signals that wait in your process: the lowest number first, and of these the oldest. It never
 * waits itself.
 *
 * @param signals The numbers of the signals, each of which is blocked in your process; none of them tells of an
 *   error of a program, as SIGSEGV and SIGTRAP do. All others stay where they are.
 * @returns What is known of them, in an array of its own.
 */
export function drain(signals: number[]): Notice[] {
  return todo(signals);
}

/**
 * Counts the periods that pass until `gate` has something to read, or is at its end.
 *
 * The first one begins with the call, and only whole ones count. They also pass while your process is stopped.
 * While it waits, it keeps no processor busy. A signal does not end the wait. Afterwards no timer runs, and no
 * signal has come from one.
 *
 * @param periodMs How long a period is, in milliseconds: above 0, also with a fraction.
 * @param gate A descriptor, which stays open.
 * @returns How many.
 */
export function countPeriods(periodMs: number, gate: Fd): number {
  return todo(periodMs, gate);
}
