/**
 * How many signals may wait for a process: `RLIMIT_SIGPENDING` of `man 2 getrlimit`. A test makes a queue full, and
 * makes room in it, by moving the limit: the kernel counts what waits for all processes of a user.
 *
 * ```ts
 * import { limitQueue, queued } from "lib/testing/queue_limit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { limit } = queued(Deno.pid);
 * limitQueue(Deno.pid, 0);
 * assertEquals(queued(Deno.pid).limit, 0);
 * limitQueue(Deno.pid, limit);
 * ```
 *
 * @module
 */

import { check } from "../sys/errno.ts";
import { libc } from "../sys/libc.ts";
import { contents } from "./diagnosis/proc.ts";

const SYS_PRLIMIT64 = Deno.build.arch === "aarch64" ? 261n : 302n;
/** From `asm-generic/resource.h`, the same on x86-64. */
const RLIMIT_SIGPENDING = 11n;

/**
 * Sets how many signals may wait for a process before its queue is full.
 *
 * @param pid The process, which has to be one of this user.
 * @param limit How many, up to what the system allows it. As many may already wait, or more.
 * @throws {SysError} `ESRCH` when there is no such process.
 */
export function limitQueue(pid: number, limit: number): void {
  const limits = new BigUint64Array(2); // struct rlimit64: the limit, and how high it may be set
  const address = Deno.UnsafePointer.value(
    Deno.UnsafePointer.of(new Uint8Array(limits.buffer)),
  );
  const call = (set: bigint, get: bigint) =>
    libc().syscall(SYS_PRLIMIT64, BigInt(pid), RLIMIT_SIGPENDING, set, get, 0n);
  check("prlimit", `pid ${pid}`, call(0n, address));
  const highest = limits[1]!;
  limits[0] = BigInt(limit) < highest ? BigInt(limit) : highest;
  check("prlimit", `pid ${pid}`, call(address, 0n));
}

/**
 * Tells how many signals wait for all processes of a process's user, and how many may wait for this one.
 *
 * @param pid The process.
 */
export function queued(pid: number): { count: number; limit: number } {
  const [, count, limit] = /^SigQ:\s*(\d+)\/(\d+)/m.exec(contents(`/proc/${pid}/status`)) ?? [];
  return { count: Number(count), limit: Number(limit) };
}

/**
 * Gives the signals that wait for a process, or for its main thread, and those that are blocked there.
 *
 * @param pid The process; whether it is `gone` is told as well.
 */
export function waiting(pid: number): { pending: number[]; blocked: number[]; gone: boolean } {
  const status = contents(`/proc/${pid}/status`);
  const numbers = (name: string) => {
    const set = BigInt(`0x${new RegExp(`^${name}:\\s*(\\w+)`, "m").exec(status)?.[1] ?? "0"}`);
    return Array.from({ length: 64 }, (_, bit) => bit + 1).filter((it) =>
      set >> BigInt(it - 1) & 1n
    );
  };
  const pending = new Set([...numbers("SigPnd"), ...numbers("ShdPnd")]);
  return {
    pending: [...pending].sort((a, b) => a - b),
    blocked: numbers("SigBlk"),
    gone: status === "",
  };
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") libc();
