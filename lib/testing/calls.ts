/**
 * The system calls in which a thread can wait, and what each one waits for.
 *
 * This table is the only place that knows call numbers: `man 2 syscall`. They are those of
 * `asm/unistd_64.h` (x86-64) and `asm-generic/unistd.h` (aarch64) of the Linux headers.
 *
 * ```ts
 * import { waitOf } from "lib/testing/calls.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const inRead = { number: Deno.build.arch === "x86_64" ? 0 : 63, args: [7n, 0n, 0n] };
 * assertEquals(waitOf(inRead), { call: "read", for: "data", subject: 7 });
 * ```
 *
 * @module
 */

import type { Syscall } from "./proc.ts";

/** What a thread waits for. */
export interface Wait {
  /** The call it waits in, as its man page names it. */
  call: string;
  /** What would end the wait. */
  for: "data" | "room" | "child" | "partner" | "events" | "time";
  /** The descriptor; the child's process id, -1 for any child; the flags of open(). */
  subject: number;
  /** Where the path is in the process's memory, for open(). */
  path?: bigint;
}

interface Call {
  name: string;
  x86_64: number | null; // null where the architecture does not have it
  aarch64: number | null;
  for: Wait["for"];
  /** Which argument is the subject. */
  subject?: number;
  /** Which argument is the path. */
  path?: number;
}

const CALLS: Call[] = [
  { name: "read", x86_64: 0, aarch64: 63, for: "data", subject: 0 },
  { name: "readv", x86_64: 19, aarch64: 65, for: "data", subject: 0 },
  { name: "write", x86_64: 1, aarch64: 64, for: "room", subject: 0 },
  { name: "writev", x86_64: 20, aarch64: 66, for: "room", subject: 0 },
  { name: "waitpid", x86_64: 61, aarch64: 260, for: "child", subject: 0 },
  { name: "waitid", x86_64: 247, aarch64: 95, for: "child", subject: 1 },
  { name: "open", x86_64: 2, aarch64: null, for: "partner", subject: 1, path: 0 },
  { name: "open", x86_64: 257, aarch64: 56, for: "partner", subject: 2, path: 1 }, // openat
  { name: "epoll_wait", x86_64: 232, aarch64: null, for: "events", subject: 0 },
  { name: "epoll_pwait", x86_64: 281, aarch64: 22, for: "events", subject: 0 },
  { name: "epoll_pwait2", x86_64: 441, aarch64: 441, for: "events", subject: 0 },
  { name: "nanosleep", x86_64: 35, aarch64: 101, for: "time" },
  { name: "clock_nanosleep", x86_64: 230, aarch64: 115, for: "time" },
];

/**
 * Tells what a system call waits for.
 *
 * @param syscall The call, as the kernel shows it.
 * @param arch The machine's architecture.
 * @returns What it waits for, or `undefined` when it is not in the table.
 */
export function waitOf(
  syscall: Syscall,
  arch: "x86_64" | "aarch64" = Deno.build.arch,
): Wait | undefined {
  const call = CALLS.find((call) => call[arch] === syscall.number);
  if (!call) return undefined;
  const argument = call.subject === undefined ? 0n : syscall.args[call.subject] ?? 0n;
  const wait: Wait = {
    call: call.name,
    for: call.for,
    subject: Number(BigInt.asIntN(32, argument)),
  };
  if (call.path !== undefined) wait.path = syscall.args[call.path];
  return wait;
}
