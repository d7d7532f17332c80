/**
 * The system calls in which a thread can wait, and what each one waits for.
 *
 * The numbers (`man 2 syscall`) are those of the Linux headers `asm/unistd_64.h` (x86-64) and
 * `asm-generic/unistd.h` (aarch64, which lacks the older calls).
 *
 * ```ts
 * import { waitOf } from "lib/testing/diagnosis/calls.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const inRead = { number: Deno.build.arch === "x86_64" ? 0 : 63, args: [7n, 0n, 0n] };
 * assertEquals(waitOf(inRead), { call: "read", for: "data", subject: 7 });
 * ```
 *
 * @module
 */

import type { Syscall } from "./proc.ts";

/** What would end a wait. */
export type Awaited =
  | "data" // bytes, a datagram or a message; the subject is a descriptor
  | "room" // for what is to be sent; a descriptor
  | "child" // that ends; its process id, -1 for any child
  | "partner" // that opens the FIFO's other side; the flags of open()
  | "connection" // to a listener; a descriptor
  | "answer" // of a listener; a descriptor
  | "lock" // on a file; a descriptor
  | "wake-up" // by another thread; the operation of futex()
  | "semaphore" // of a System V set; the set's id
  | "message" // in a System V queue; the queue's id
  | "queue" // with room in it, System V; the queue's id
  | "signal"
  | "polled" // descriptors of an array; how many
  | "selected" // descriptors of bit sets; the number above the highest one
  | "events" // on a descriptor of epoll
  | "time"
  | "unknown"; // the number of a call that is not in the table

/** What a thread waits for. */
export interface Wait {
  /** The call it waits in, as its man page names it. */
  call: string;
  /** What would end the wait. */
  for: Awaited;
  /** On what: a descriptor, an id, a number of things. See {@linkcode Awaited}. */
  subject: number;
  /** Where the rest stands in the process's memory: a path, a `struct pollfd`, … */
  addresses?: bigint[];
  /** How much there is at the address, which type of message, what a futex should be, a time limit. */
  amount?: number;
  /** Which of its operations the call does; of openat(), the folder's descriptor. */
  operation?: number;
}

interface Call {
  name: string;
  x86_64: number | null; // null where the architecture does not have it
  aarch64: number | null;
  for: Awaited;
  /** Which argument is the subject. */
  subject?: number;
  /** The flags that the call always opens with, where no argument has them. */
  flags?: number;
  /** Which arguments are addresses. */
  addresses?: number[];
  /** Which argument is the amount. */
  amount?: number;
  /** Which argument is the operation. */
  operation?: number;
  /** The operations that wait, where not all do. */
  waiting?: number[];
}

/** `FUTEX_WAIT`, `_LOCK_PI`, `_WAIT_BITSET`, `_WAIT_REQUEUE_PI` and `_LOCK_PI2` of `linux/futex.h`. */
const FUTEX_WAITS = [0, 6, 9, 11, 13];
/** Flag of futex() in `linux/futex.h`: only threads of the same process can wake each other. */
export const FUTEX_PRIVATE_FLAG = 128;
/** With `FUTEX_CLOCK_REALTIME`: they do not say what the call does. */
const FUTEX_FLAGS = FUTEX_PRIVATE_FLAG | 256;
/** `F_SETLKW` and `F_OFD_SETLKW` of `asm-generic/fcntl.h`. */
const FCNTL_WAITS = [7, 38];

// deno-fmt-ignore
const CALLS: Call[] = [
  { name: "read", x86_64: 0, aarch64: 63, for: "data", subject: 0 },
  { name: "readv", x86_64: 19, aarch64: 65, for: "data", subject: 0 },
  { name: "recvfrom", x86_64: 45, aarch64: 207, for: "data", subject: 0 },
  { name: "recvmsg", x86_64: 47, aarch64: 212, for: "data", subject: 0 },
  { name: "recvmmsg", x86_64: 299, aarch64: 243, for: "data", subject: 0 },
  { name: "mq_timedreceive", x86_64: 243, aarch64: 183, for: "data", subject: 0, addresses: [4] },
  { name: "write", x86_64: 1, aarch64: 64, for: "room", subject: 0 },
  { name: "writev", x86_64: 20, aarch64: 66, for: "room", subject: 0 },
  { name: "sendto", x86_64: 44, aarch64: 206, for: "room", subject: 0, addresses: [4], amount: 5 },
  { name: "sendmsg", x86_64: 46, aarch64: 211, for: "room", subject: 0, addresses: [1] },
  { name: "sendmmsg", x86_64: 307, aarch64: 269, for: "room", subject: 0, addresses: [1] },
  { name: "mq_timedsend", x86_64: 242, aarch64: 182, for: "room", subject: 0, addresses: [4] },
  { name: "waitpid", x86_64: 61, aarch64: 260, for: "child", subject: 0 },
  { name: "waitid", x86_64: 247, aarch64: 95, for: "child", subject: 1, operation: 0 },
  { name: "open", x86_64: 2, aarch64: null, for: "partner", subject: 1, addresses: [0] },
  { name: "open", x86_64: 257, aarch64: 56, for: "partner", subject: 2, addresses: [1], operation: 0 }, // openat
  { name: "creat", x86_64: 85, aarch64: null, for: "partner", flags: 0o1101, addresses: [0] }, // O_WRONLY | O_CREAT | O_TRUNC
  { name: "accept", x86_64: 43, aarch64: 202, for: "connection", subject: 0 },
  { name: "accept4", x86_64: 288, aarch64: 242, for: "connection", subject: 0 },
  { name: "connect", x86_64: 42, aarch64: 203, for: "answer", subject: 0, addresses: [1], amount: 2 },
  { name: "poll", x86_64: 7, aarch64: null, for: "polled", subject: 1, addresses: [0], amount: 2 },
  { name: "ppoll", x86_64: 271, aarch64: 73, for: "polled", subject: 1, addresses: [0, 2] },
  { name: "select", x86_64: 23, aarch64: null, for: "selected", subject: 0, addresses: [1, 2] },
  { name: "pselect6", x86_64: 270, aarch64: 72, for: "selected", subject: 0, addresses: [1, 2] },
  { name: "epoll_wait", x86_64: 232, aarch64: null, for: "events", subject: 0, amount: 3 },
  { name: "epoll_pwait", x86_64: 281, aarch64: 22, for: "events", subject: 0, amount: 3 },
  { name: "epoll_pwait2", x86_64: 441, aarch64: 441, for: "events", subject: 0 },
  { name: "flock", x86_64: 73, aarch64: 32, for: "lock", subject: 0, operation: 1 },
  { name: "fcntl", x86_64: 72, aarch64: 25, for: "lock", subject: 0, addresses: [2], operation: 1, waiting: FCNTL_WAITS },
  { name: "futex", x86_64: 202, aarch64: 98, for: "wake-up", subject: 1, addresses: [0, 3], amount: 2, operation: 1, waiting: FUTEX_WAITS },
  { name: "semop", x86_64: 65, aarch64: 193, for: "semaphore", subject: 0, addresses: [1], amount: 2 },
  { name: "semtimedop", x86_64: 220, aarch64: 192, for: "semaphore", subject: 0, addresses: [1, 3], amount: 2 },
  { name: "msgrcv", x86_64: 70, aarch64: 188, for: "message", subject: 0, amount: 3 },
  { name: "msgsnd", x86_64: 69, aarch64: 189, for: "queue", subject: 0, amount: 2 },
  { name: "rt_sigtimedwait", x86_64: 128, aarch64: 137, for: "signal", addresses: [0, 2] },
  { name: "rt_sigsuspend", x86_64: 130, aarch64: 133, for: "signal", addresses: [0] },
  { name: "pause", x86_64: 34, aarch64: null, for: "signal" }, // on aarch64, libc's pause() calls ppoll()
  { name: "nanosleep", x86_64: 35, aarch64: 101, for: "time" },
  { name: "restart_syscall", x86_64: 219, aarch64: 128, for: "time" }, // after SIGCONT: a sleep, a poll() or a futex() with a time limit
  { name: "clock_nanosleep", x86_64: 230, aarch64: 115, for: "time" },
];

/**
 * Tells what a system call waits for.
 *
 * @param syscall The call, as the kernel shows it.
 * @param arch The machine's architecture.
 * @returns What it waits for, or `undefined` when it is not in the table, or does not wait.
 */
export function waitOf(
  syscall: Syscall,
  arch: "x86_64" | "aarch64" = Deno.build.arch,
): Wait | undefined {
  const call = CALLS.find((call) => call[arch] === syscall.number);
  if (!call) return undefined;
  const argument = (index: number) => syscall.args[index] ?? 0n;
  const number = (index: number) => Number(BigInt.asIntN(32, argument(index)));
  if (call.waiting && !call.waiting.includes(number(call.operation!) & ~FUTEX_FLAGS)) {
    return undefined;
  }
  const wait: Wait = {
    call: call.name,
    for: call.for,
    subject: call.subject === undefined ? call.flags ?? 0 : number(call.subject),
  };
  if (call.addresses) wait.addresses = call.addresses.map(argument);
  if (call.amount !== undefined) wait.amount = Number(BigInt.asIntN(64, argument(call.amount)));
  if (call.operation !== undefined) wait.operation = number(call.operation);
  return wait;
}

/** Calls that do the same as an older one, which has the name that people know. */
const COMMON: Record<string, string> = {
  accept4: "accept",
  clock_nanosleep: "nanosleep",
  epoll_pwait: "epoll_wait",
  epoll_pwait2: "epoll_wait",
  ppoll: "poll",
  pselect6: "select",
  semtimedop: "semop",
};

/** Gives the name of a call that is the same on every machine: `epoll_wait` for `epoll_pwait`. */
export function commonName(call: string): string {
  return COMMON[call] ?? call;
}
