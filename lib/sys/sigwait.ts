/**
 * Sends signals with a value, and waits for signals that are blocked, instead of being interrupted by them:
 * `man 3 sigqueue`, `man 3 sigwait`, `man 2 sigtimedwait`.
 *
 * A signal has to be blocked in every thread, or it is not waited for, but ends the process. Deno has many
 * threads, so that it has to be started with the signal blocked: by `spawn(…, { blocked })`, or by
 * `env --block-signal=USR1 deno …`. None of the functions loops, retries or hides anything.
 *
 * ```ts ignore
 * import { signalSet, sigqueue, sigrtmin, sigtimedwait } from "lib/sys/sigwait.ts";
 *
 * const signal = sigrtmin() + 1; // blocked in this process
 * sigqueue(Deno.pid, signal, -42);
 * console.log(sigtimedwait(signalSet([signal]), 1000).value); // -42
 * ```
 *
 * @module
 */

import { constants } from "node:os";
import { check, SysError } from "./errno.ts";
import { signalLibc, spawnLibc } from "./libc.ts";

/** `code` of a signal that `kill()` has sent. */
export const SI_USER = 0;
/** `code` of a signal that {@linkcode sigqueue} has sent. */
export const SI_QUEUE = -1;
/** `code` of a signal that comes from the kernel itself, as that of an alarm. */
export const SI_KERNEL = 128;

/** `sigset_t` and `siginfo_t` of glibc on x86-64 and aarch64. */
const SIZEOF_SIGSET = 128;
const SIZEOF_SIGINFO = 128;

/** Seconds that never come: the kernel counts nanoseconds in 63 bits. */
const FAR_AWAY = 2 ** 33;

/** What the kernel tells of a signal: parts of `siginfo_t`, `man 2 sigaction`. */
export interface SignalInfo {
  /** Its number. */
  signal: number;
  /** Who has sent it, and how: {@linkcode SI_USER}, {@linkcode SI_QUEUE}, {@linkcode SI_KERNEL}, or another. */
  code: number;
  /** The process that has sent it, or the child that has ended. */
  pid: number;
  /** The user of that process. */
  uid: number;
  /** The value of {@linkcode sigqueue}: 32 bits with a sign. Without one, whatever stands in its place. */
  value: number;
}

/** `SIGRTMIN`: the first real-time signal that is free. In C it is a macro that calls a function as well. */
export function sigrtmin(): number {
  return signalLibc().__libc_current_sigrtmin();
}

/** `SIGRTMAX`: the last real-time signal. */
export function sigrtmax(): number {
  return signalLibc().__libc_current_sigrtmax();
}

/**
 * Makes the set of signals that {@linkcode sigwait} and its siblings take: `man 3 sigsetops`.
 *
 * @param signals Their names or numbers.
 * @throws {SysError} `EINVAL` when there is no such signal.
 */
export function signalSet(signals: (Deno.Signal | number)[]): Uint8Array<ArrayBuffer> {
  const set = new Uint8Array(SIZEOF_SIGSET);
  spawnLibc().sigemptyset(set);
  for (const signal of signals) {
    const number = typeof signal === "number" ? signal : constants.signals[signal as "SIGUSR1"];
    check("sigaddset", `signal ${signal}`, spawnLibc().sigaddset(set, number));
  }
  return set;
}

/**
 * Sends a signal with a value: `man 3 sigqueue`.
 *
 * @param pid The process.
 * @param signal The signal's number.
 * @param value What goes with it. Its low 32 bits arrive.
 * @throws {SysError} `ESRCH` when there is no such process, `EPERM` when it is not yours, `EAGAIN` when as
 *   many signals wait as may: `RLIMIT_SIGPENDING` of `man 2 getrlimit`.
 */
export function sigqueue(pid: number, signal: number, value: number): void {
  const union = BigInt.asUintN(64, BigInt(value));
  check("sigqueue", `pid ${pid}`, signalLibc().sigqueue(pid, signal, union));
}

/**
 * Waits for one of these signals, and takes it: it does not arrive.
 *
 * @param set The signals, each of them blocked.
 * @returns Its number.
 */
export function sigwait(set: Uint8Array<ArrayBuffer>): number {
  const number = new Int32Array(1);
  const failure = signalLibc().sigwait(set, number);
  if (failure !== 0) throw new SysError("sigwait", "signals", failure);
  return number[0]!;
}

/**
 * Waits for one of these signals, takes it, and tells what came with it: `man 2 sigtimedwait`. The whole thread
 * waits.
 *
 * @param set The signals, each of them blocked.
 * @param ms How long at most, in milliseconds: 0 takes what is there. Without it, however long it takes.
 * @throws {SysError} `EAGAIN` when none has come in time, `EINTR` when a signal came that is not in the set,
 *   also when the process was stopped and went on.
 */
export function sigtimedwait(set: Uint8Array<ArrayBuffer>, ms?: number): SignalInfo {
  const info = new Uint8Array(SIZEOF_SIGINFO);
  const time = ms === undefined ? null : timespec(ms);
  check("sigtimedwait", "signals", signalLibc().sigtimedwait(set, info, time));
  const view = new DataView(info.buffer);
  const int = (offset: number) => view.getInt32(offset, true);
  return { signal: int(0), code: int(8), pid: int(16), uid: int(20), value: int(24) };
}

/** A span of time as C has it. */
function timespec(ms: number): Uint8Array<ArrayBuffer> {
  const seconds = Math.min(Math.floor(ms / 1000), FAR_AWAY);
  const nanoseconds = seconds === FAR_AWAY ? 0 : Math.floor((ms - 1000 * seconds) * 1e6);
  return new Uint8Array(new BigInt64Array([BigInt(seconds), BigInt(nanoseconds)]).buffer);
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") {
  signalLibc();
  spawnLibc();
}
