/**
 * Whether a wait ends by itself: by the time limit of a call, or of a socket (`SO_RCVTIMEO` of
 * `man 7 socket`).
 *
 * No file in `/proc` shows that of a socket. A copy of the process's own descriptor does. The numbers are
 * those of `asm-generic/socket.h`, the same on x86-64.
 *
 * ```ts
 * import { isPatient } from "lib/testing/diagnosis/objects/timeouts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isPatient(Deno.pid, -1, "data"), false); // what cannot be told is not certain
 * ```
 *
 * @module
 */

import type { Fd } from "../../../sys/fd.ts";
import { libc } from "../../../sys/libc.ts";
import type { Wait } from "../calls.ts";
import { bytesAt } from "../proc.ts";
import { withCopy } from "./copies.ts";

const SOL_SOCKET = 1;
const SO_PROTOCOL = 38;
const SO_RCVTIMEO = 20;
const SO_SNDTIMEO = 21;
const IPPROTO_TCP = 6;
const TCP_USER_TIMEOUT = 18;

/**
 * Tells whether a wait on a socket goes on until somebody ends it.
 *
 * @param pid The process that waits.
 * @param fd Its socket.
 * @param what What it waits for.
 * @returns `false` when time alone ends the wait, or when that cannot be told.
 */
export function isPatient(pid: number, fd: Fd, what: "data" | "room"): boolean {
  return withCopy(pid, fd, (socket) => {
    if (!isZero(socket, SOL_SOCKET, what === "data" ? SO_RCVTIMEO : SO_SNDTIMEO)) return false;
    return !isTcp(socket) || isZero(socket, IPPROTO_TCP, TCP_USER_TIMEOUT);
  }) ?? false;
}

/**
 * Tells whether a call has a time limit that may end its wait soon.
 *
 * @param pid The process that waits.
 * @param wait In what.
 * @param limit How soon, in milliseconds.
 * @returns `true` also when the limit cannot be read.
 */
export function endsWithin(pid: number, wait: Wait, limit: number): boolean {
  const { call, addresses = [], amount = 0 } = wait;
  if (call === "poll") return (amount | 0) >= 0 && (amount | 0) <= limit;
  if (/^(ppoll|semtimedop|rt_sigtimedwait)$/.test(call)) return within(pid, addresses[1]!, limit);
  // A moment, and no span.
  if (call.startsWith("mq_timed")) return within(pid, addresses[0]!, Date.now() + limit);
  return wait.for === "selected" || wait.for === "time";
}

/** Whether the `struct timespec` at an address is no more than so many milliseconds; without one, there is no limit. */
function within(pid: number, address: bigint, limit: number): boolean {
  if (address === 0n) return false;
  const view = bytesAt(pid, address, 16);
  return view?.byteLength !== 16 || 1000 * Number(view.getBigInt64(0, true)) <= limit;
}

function isTcp(socket: Fd): boolean {
  return option(socket, SOL_SOCKET, SO_PROTOCOL)?.[0] === IPPROTO_TCP;
}

function isZero(socket: Fd, level: number, name: number): boolean {
  return option(socket, level, name)?.every((byte) => byte === 0) ?? false;
}

function option(socket: Fd, level: number, name: number): Uint8Array | undefined {
  const value = new Uint8Array(16); // struct timeval, or an int
  const length = new Uint32Array([value.length]);
  return libc().getsockopt(socket, level, name, value, length) === 0 ? value : undefined;
}
