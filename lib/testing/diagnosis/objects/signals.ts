/**
 * Signals that a process waits for: `man 7 signal`.
 *
 * ```ts
 * import { signalNames } from "lib/testing/diagnosis/objects/signals.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // Bit 0 is signal 1, bit 9 is signal 10, and so on.
 * assertEquals(signalNames(1n | 1n << 9n | 1n << 33n), ["SIGHUP", "SIGUSR1", "SIGRTMIN"]);
 * ```
 *
 * @module
 */

import { constants } from "node:os";
import type { Wait } from "../calls.ts";
import { bytesAt, contents, fdinfo } from "../proc.ts";
import { join, type Phrase } from "./phrase.ts";

/** `__SIGRTMIN` is 32, but glibc keeps two for itself. */
const SIGRTMIN = 34;
const SIZEOF_SIGSET = 8; // the kernel's, not libc's

const NAMES = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));
NAMES.set(constants.signals.SIGABRT, "SIGABRT"); // not SIGIOT
NAMES.set(constants.signals.SIGIO, "SIGIO"); // not SIGPOLL

/** Nobody sends these to make a process go on. The two without a name are libc's own. */
const FAULTS = /^(SIGSEGV|SIGBUS|SIGILL|SIGFPE|SIGTRAP|SIGSYS|signal .*)$/;

/** Names the signals of a set. */
export function signalNames(set: bigint): string[] {
  const numbers = Array.from({ length: 64 }, (_, bit) => bit)
    .filter((bit) => set >> BigInt(bit) & 1n).map((bit) => bit + 1);
  return numbers.map((number) => NAMES.get(number) ?? unnamed(number));
}

function unnamed(number: number): string {
  if (number < SIGRTMIN) return `signal ${number}`;
  return number === SIGRTMIN ? "SIGRTMIN" : `SIGRTMIN+${number - SIGRTMIN}`;
}

/** Tells what a process waits for that waits for a signal. */
export function signalWait(pid: number, { call, addresses }: Wait): Phrase {
  const set = addresses && bytesAt(pid, addresses[0]!, SIZEOF_SIGSET);
  const mask = set?.byteLength === SIZEOF_SIGSET ? set.getBigUint64(0, true) : undefined;
  if (call === "rt_sigtimedwait") {
    const which = mask === undefined ? "a signal" : join(signalNames(mask), "no signal", "or");
    return { text: `${call} until ${which} is sent to it; anybody may do that`, others: [] };
  }
  return { text: `${call} until a signal is sent to it; ${handled(pid, mask ?? 0n)}`, others: [] };
}

/** Says which signals would end a wait for any signal: those that the process handles. */
export function handled(pid: number, blocked = 0n): string {
  const names = signalNames(caught(pid) & ~blocked).filter((name) => !FAULTS.test(name));
  return names.length === 0 ? "it handles none" : `it handles ${join(names)}`;
}

/**
 * Tells whether a process has a handler for a signal. Deno keeps one that it has once installed, also
 * when no listener is left.
 */
export function catches(pid: number, signal: Deno.Signal): boolean {
  return signalNames(caught(pid)).includes(signal);
}

function caught(pid: number): bigint {
  const status = contents(`/proc/${pid}/status`);
  return BigInt(`0x${/^SigCgt:\s*(\w+)/m.exec(status)?.[1] ?? "0"}`);
}

/** Names the signals that a signalfd takes. */
export function signalfdNames(pid: number, fd: number): string {
  // The kernel shows the signals that are kept back, so the bits are those of the set.
  const mask = /^sigmask:\s*(\w+)/m.exec(fdinfo(pid, fd))?.[1] ?? "0";
  return join(signalNames(BigInt(`0x${mask}`)), "no signal");
}
