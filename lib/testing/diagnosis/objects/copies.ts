/**
 * Asks about an object through a copy of the descriptor that another process has: `man 2 pidfd_getfd`.
 * That is allowed where one may trace the process.
 *
 * ```ts
 * import { isReady, withCopy } from "lib/testing/diagnosis/objects/copies.ts";
 * import { close, pipe, unread, write } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * write(writeEnd, new Uint8Array(5));
 * assertEquals(withCopy(Deno.pid, readEnd, unread), 5);
 * assertEquals(isReady(Deno.pid, writeEnd, "room"), true);
 * assertEquals(withCopy(Deno.pid, 100_000, unread), undefined); // It has no such descriptor.
 * close(readEnd);
 * close(writeEnd);
 * ```
 *
 * @module
 */

import { close, type Fd } from "../../../sys/fd.ts";
import { libc } from "../../../sys/libc.ts";

// asm/unistd_64.h and asm-generic/unistd.h
const SYS_PPOLL = Deno.build.arch === "x86_64" ? 271n : 73n;
const SYS_PIDFD_OPEN = 434n;
const SYS_PIDFD_GETFD = 438n;
// asm-generic/poll.h
const POLLIN = 1;
const POLLOUT = 4;

/**
 * Uses a copy of a process's descriptor for a moment.
 *
 * @returns What `use` gives; `undefined` where there is no copy to be had.
 */
export function withCopy<T>(pid: number, fd: Fd, use: (copy: Fd) => T): T | undefined {
  const process = Number(libc().syscall(SYS_PIDFD_OPEN, BigInt(pid), 0n, 0n, 0n, 0n));
  if (process < 0) return undefined;
  const copy = Number(libc().syscall(SYS_PIDFD_GETFD, BigInt(process), BigInt(fd), 0n, 0n, 0n));
  close(process);
  if (copy < 0) return undefined;
  try {
    return use(copy);
  } finally {
    close(copy);
  }
}

/** Tells whether somebody could read or write now without waiting; `undefined` when it cannot be told. */
export function isReady(pid: number, fd: Fd, what: "data" | "room"): boolean | undefined {
  return withCopy(pid, fd, (copy) => {
    const pollfd = new DataView(new ArrayBuffer(8)); // int fd; short events; short revents;
    pollfd.setInt32(0, copy, true);
    pollfd.setInt16(4, what === "data" ? POLLIN : POLLOUT, true);
    const now = new Uint8Array(16); // struct timespec: do not wait
    libc().syscall(SYS_PPOLL, addressOf(new Uint8Array(pollfd.buffer)), 1n, addressOf(now), 0n, 8n);
    return pollfd.getInt16(6, true) !== 0;
  });
}

function addressOf(bytes: Uint8Array<ArrayBuffer>): bigint {
  return Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes));
}
