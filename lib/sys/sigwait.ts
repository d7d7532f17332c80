/**
 * Waits for signals that are blocked, instead of being interrupted by them: `man 3 sigwait`.
 *
 * A signal has to be blocked in every thread, or it is not waited for, but ends the process. Deno has many
 * threads, so that it has to be started with the signal blocked: `env --block-signal=USR1 deno …`.
 *
 * ```ts ignore
 * import { signalSet, sigwait } from "lib/sys/sigwait.ts";
 *
 * const number = sigwait(signalSet(["SIGUSR1"])); // waits until it comes
 * ```
 *
 * @module
 */

import { constants } from "node:os";
import { SysError } from "./errno.ts";
import { signalLibc, spawnLibc } from "./libc.ts";

/** `sigset_t` of glibc on x86-64 and aarch64. */
const SIZEOF_SIGSET = 128;

/** Makes the set of signals that {@linkcode sigwait} takes: `man 3 sigsetops`. */
export function signalSet(signals: Deno.Signal[]): Uint8Array<ArrayBuffer> {
  const set = new Uint8Array(SIZEOF_SIGSET);
  spawnLibc().sigemptyset(set);
  for (const name of signals) spawnLibc().sigaddset(set, constants.signals[name as "SIGUSR1"]);
  return set;
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

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") signalLibc();
