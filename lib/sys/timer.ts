/**
 * Timers: an alarm, an interval that ends in a signal again and again, and a timer that is a descriptor:
 * `man 2 alarm`, `man 2 setitimer`, `man 2 timerfd_create`.
 *
 * Each function is one system call. None of them loops, retries or hides anything.
 *
 * ```ts
 * import { close } from "lib/sys/fd.ts";
 * import { timerfdCreate, timerfdRead, timerfdSettime } from "lib/sys/timer.ts";
 * import { assert } from "@std/assert";
 *
 * const timer = timerfdCreate();
 * timerfdSettime(timer, 2, 2); // every 2 ms
 * assert(timerfdRead(timer) >= 1); // waits for the first time
 * close(timer);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import { type Fd, O_CLOEXEC, read } from "./fd.ts";
import { timerLibc } from "./libc.ts";

/** Flag of {@linkcode timerfdCreate}: reading does not wait. */
export const TFD_NONBLOCK = 0o4000;

const ITIMER_REAL = 0;
const CLOCK_MONOTONIC = 1;
/** Seconds that never come: the kernel counts nanoseconds in 63 bits. */
const FAR_AWAY = 2 ** 33;

/** How a timer is set. */
export interface TimerSetting {
  /** How long until it is over for the first time, in milliseconds; 0 when it does not run. */
  first: number;
  /** After how many milliseconds it is over again, and again; 0 when it is over once. */
  interval: number;
}

/**
 * Has SIGALRM sent to this process, once: `man 2 alarm`. A process has one alarm.
 *
 * @param seconds In how many seconds; 0 puts the alarm off.
 * @returns In how many seconds the one before it would have come; 0 when there was none.
 */
export function alarm(seconds: number): number {
  return timerLibc().alarm(seconds);
}

/**
 * Has SIGALRM sent to this process, again and again: `ITIMER_REAL` of `man 2 setitimer`. It is the same timer
 * as that of {@linkcode alarm}.
 *
 * @param first In how many milliseconds for the first time; 0 stops the timer.
 * @param interval After how many milliseconds again; 0 for once only.
 * @returns How it was set before.
 * @throws {SysError} `EINVAL` when a time is negative.
 */
export function setitimer(first: number, interval: number): TimerSetting {
  const old = new Uint8Array(32);
  const set = timerLibc().setitimer(ITIMER_REAL, times(1e6, interval, first), old);
  check("setitimer", "ITIMER_REAL", set);
  const word = (at: number) => Number(new DataView(old.buffer).getBigInt64(8 * at, true));
  const ms = (at: number) => 1000 * word(at) + word(at + 1) / 1000;
  return { first: ms(2), interval: ms(0) };
}

/**
 * Makes a timer that is a descriptor, and does not run yet: `man 2 timerfd_create`. It is not inherited, and
 * its clock is that of `performance.now()`.
 *
 * @param flags {@linkcode TFD_NONBLOCK}, or 0.
 * @throws {SysError} `EMFILE` when this process has too many open files.
 */
export function timerfdCreate(flags = 0): Fd {
  const call = timerLibc().timerfd_create;
  return check("timerfd_create", "a timer", call(CLOCK_MONOTONIC, flags | O_CLOEXEC));
}

/**
 * Starts a timer: `man 2 timerfd_settime`.
 *
 * @param timer The timer.
 * @param first In how many milliseconds it is over for the first time; 0 stops it.
 * @param interval After how many milliseconds it is over again, and again; 0 for once only.
 * @throws {SysError} `EINVAL` when a time is negative, or `timer` is none.
 */
export function timerfdSettime(timer: Fd, first: number, interval: number): void {
  const setting = times(1e9, interval, first);
  check("timerfd_settime", timer, timerLibc().timerfd_settime(timer, 0, setting, null));
}

/**
 * Gives how often a timer has been over since the last call, and waits until it has been once: `read()` of
 * `man 2 timerfd_create`.
 *
 * @param timer The timer.
 * @throws {SysError} `EAGAIN` when it has not been over, and the descriptor does not wait.
 */
export function timerfdRead(timer: Fd): number {
  const count = new Uint8Array(8);
  read(timer, count);
  return Number(new DataView(count.buffer).getBigUint64(0, true));
}

/** `struct itimerval` or `struct itimerspec`: times in seconds, and in so many parts of one. */
function times(parts: number, ...all: number[]): Uint8Array<ArrayBuffer> {
  const numbers = all.flatMap((ms) => {
    const seconds = Math.min(Math.floor(ms / 1000), FAR_AWAY);
    if (seconds === FAR_AWAY) return [seconds, 0];
    const rest = Math.round((ms - 1000 * seconds) * (parts / 1000));
    if (rest === parts) return [seconds + 1, 0];
    return [seconds, rest === 0 && ms > 0 && seconds === 0 ? 1 : rest]; // 0 would stop the timer.
  });
  return new Uint8Array(new BigInt64Array(numbers.map(BigInt)).buffer);
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") timerLibc();
