/**
 * Objects of the kernel that have no name: `man 2 eventfd`, `man 2 timerfd_create`, `man 7 epoll`.
 *
 * @module
 */

import { check } from "../../sys/errno.ts";
import type { Fd } from "../../sys/fd.ts";
import { libc } from "../../sys/libc.ts";

const x86 = Deno.build.arch === "x86_64";
// asm/unistd_64.h and asm-generic/unistd.h
const SYS_EPOLL_CTL = x86 ? 233n : 21n;
const SYS_TIMERFD_CREATE = x86 ? 283n : 85n;
const SYS_EVENTFD2 = x86 ? 290n : 19n;
const SYS_EPOLL_CREATE1 = x86 ? 291n : 20n;
const EPOLL_CTL_ADD = 1n;
const CLOCK_MONOTONIC = 1n;
const SIZEOF_EPOLL_EVENT = x86 ? 12 : 16; // packed on x86-64

/** Makes a counter that is 0. */
export const eventfd = (): Fd => call("eventfd", SYS_EVENTFD2);

/** Makes a timer that is not armed. */
export const timerfd = (): Fd => call("timerfd_create", SYS_TIMERFD_CREATE, CLOCK_MONOTONIC);

/** Makes a list of descriptors to watch. */
export const epollCreate = (): Fd => call("epoll_create1", SYS_EPOLL_CREATE1);

/** Adds a descriptor to such a list: it is watched for input. */
export function watch(epoll: Fd, fd: Fd): void {
  const event = new DataView(new ArrayBuffer(SIZEOF_EPOLL_EVENT));
  event.setUint32(0, 1, true); // EPOLLIN
  const address = Deno.UnsafePointer.value(Deno.UnsafePointer.of(new Uint8Array(event.buffer)));
  call("epoll_ctl", SYS_EPOLL_CTL, BigInt(epoll), EPOLL_CTL_ADD, BigInt(fd), address);
}

function call(name: string, number: bigint, a = 0n, b = 0n, c = 0n, d = 0n): number {
  return check(name, "a descriptor", Number(libc().syscall(number, a, b, c, d, 0n)));
}
