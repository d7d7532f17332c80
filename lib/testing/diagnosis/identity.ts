/**
 * Tells objects of the kernel apart that have the same name: `/proc` calls every eventfd
 * `anon_inode:[eventfd]`. See `man 5 proc_pid_fdinfo`.
 *
 * ```ts
 * import { identity } from "lib/testing/diagnosis/identity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(identity("anon_inode:[eventfd]", () => "eventfd-id: 5"), "eventfd:[5]");
 * assertEquals(identity("anon_inode:[pidfd]", () => "Pid:\t4711"), "pidfd:[4711]");
 * assertEquals(identity("anon_inode:[timerfd]", () => "ticks: 0"), "timerfd:[]"); // It has no number.
 * assertEquals(identity("pipe:[413959]", () => ""), "pipe:[413959]");
 * ```
 *
 * @module
 */

import { libc } from "../../sys/libc.ts";

/** A descriptor of some process. */
export interface Holder {
  /** The process. */
  pid: number;
  /** Its descriptor. */
  fd: number;
}

/** Where the kernel has a number for such an object, as long as it exists. */
const NUMBERS: Record<string, RegExp> = {
  eventfd: /^eventfd-id:\s*(\d+)/m,
  pidfd: /^Pid:\s*(-?\d+)/m, // of the process that it stands for; -1 once that has been collected
};

// asm/unistd_64.h, asm-generic/unistd.h and linux/kcmp.h
const SYS_KCMP = Deno.build.arch === "x86_64" ? 312n : 272n;
const KCMP_FILE = 0n;

/**
 * Names an object so that no other has the same name, where the kernel tells enough.
 *
 * @param link What the descriptor's link says.
 * @param fdinfo Gives what the kernel tells about the descriptor.
 * @returns `eventfd:[5]`, `pidfd:[4711]`; `timerfd:[]` and the like where there is no number: ask
 *   {@linkcode isSameFile} about these. All else is returned as it is.
 */
export function identity(link: string, fdinfo: () => string): string {
  const kind = /^anon_inode:\[?([^\]]*)\]?$/.exec(link)?.[1];
  if (kind === undefined) return link;
  return `${kind}:[${NUMBERS[kind]?.exec(fdinfo())?.[1] ?? ""}]`;
}

/** Gives what kind of object an {@linkcode identity} is about; `undefined` for pipes, sockets and files. */
export function anonymousKind(object: string): string | undefined {
  const kind = /^([^/:]*):\[[^\]]*\]$/.exec(object)?.[1];
  return kind === "pipe" || kind === "socket" ? undefined : kind;
}

/**
 * Tells whether two descriptors are copies of each other: `man 2 kcmp`. Where the kernel does not answer,
 * as in most containers, they are taken for copies.
 */
export function isSameFile(one: Holder, other: Holder): boolean {
  if (one.pid === other.pid && one.fd === other.fd) return true;
  const [pids, fds] = [[one.pid, other.pid].map(BigInt), [one.fd, other.fd].map(BigInt)];
  return libc().syscall(SYS_KCMP, pids[0]!, pids[1]!, KCMP_FILE, fds[0]!, fds[1]!) <= 0n;
}
