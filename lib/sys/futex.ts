/**
 * Futexes: wait for a change in memory that several processes have mapped, and wake who waits:
 * `man 2 futex`.
 *
 * These are the twins of `Atomics.wait()` and `Atomics.notify()`, which work in a `SharedArrayBuffer` only.
 * Where a function takes an object that can wait, pass `Atomics`, or all of this module.
 *
 * ```ts
 * import * as futex from "lib/sys/futex.ts";
 * import { IPC_CREAT, IPC_PRIVATE, IPC_RMID, shmat, shmctl, shmdt, shmget } from "lib/sys/shm.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0o600);
 * const mapping = shmat(id, 4096);
 * shmctl(id, IPC_RMID);
 * const cells = new Int32Array(mapping.memory);
 *
 * assertEquals(futex.wait(cells, 3, 1), "not-equal"); // It is 0.
 * assertEquals(futex.wait(cells, 3, 0, 20), "timed-out");
 * assertEquals(futex.notify(cells, 3), 0); // Nobody waits.
 * mapping.memory.transfer();
 * shmdt(mapping);
 * ```
 *
 * @module
 */

import { check, SysError } from "./errno.ts";
import { libc } from "./libc.ts";

const SYS_FUTEX = Deno.build.arch === "x86_64" ? 202n : 98n;
// Without FUTEX_PRIVATE_FLAG: with it, only threads of the same process could wake each other.
const FUTEX_WAIT = 0n;
const FUTEX_WAKE = 1n;
const ALL = 0x7fffffff;

/**
 * Waits until somebody notifies who waits at this cell, if it has this value. The kernel looks at the value
 * and begins to wait in one step.
 *
 * @param cells The memory, mapped by whom it may concern.
 * @param index Which of its cells.
 * @param value What the cell has to be.
 * @param timeout How long to wait at most, in milliseconds.
 * @returns `"ok"` when it was woken, perhaps without a cause, as by a signal: look again; `"not-equal"` when the
 *   cell was something else; `"timed-out"`.
 * @throws {RangeError} When there is no such cell.
 */
export function wait(
  cells: Int32Array,
  index: number,
  value: number,
  timeout = Infinity,
): "ok" | "not-equal" | "timed-out" {
  const until = timeout < Infinity ? timeSpec(timeout) : 0n;
  try {
    futex(FUTEX_WAIT, cells, index, value, until);
    return "ok";
  } catch (error) {
    const code = error instanceof SysError ? error.code : "";
    if (code === "EINTR") return "ok";
    if (code === "EAGAIN") return "not-equal";
    if (code === "ETIMEDOUT") return "timed-out";
    throw error;
  }
}

/**
 * Wakes those who wait at this cell, in whatever process.
 *
 * @param cells The memory.
 * @param index Which of its cells.
 * @param count How many to wake at most.
 * @returns How many were woken.
 * @throws {RangeError} When there is no such cell.
 */
export function notify(cells: Int32Array, index: number, count = Infinity): number {
  return futex(FUTEX_WAKE, cells, index, Math.min(count, ALL), 0n);
}

function futex(
  operation: bigint,
  cells: Int32Array,
  index: number,
  value: number,
  until: bigint,
): number {
  Atomics.load(cells, index); // It checks that there is such a cell.
  const start = Deno.UnsafePointer.value(Deno.UnsafePointer.of(cells as Int32Array<ArrayBuffer>));
  const at = start + BigInt(4 * index);
  const result = libc().syscall(SYS_FUTEX, at, operation, BigInt(value | 0), until, 0n);
  return check("futex", `cell ${index}`, result);
}

/** `struct timespec`: seconds and nanoseconds. It has to live until the call is over. */
const LIMIT = new BigInt64Array(2);

function timeSpec(milliseconds: number): bigint {
  const nanoseconds = BigInt(Math.round(Math.max(0, milliseconds) * 1e6));
  LIMIT[0] = nanoseconds / 1_000_000_000n;
  LIMIT[1] = nanoseconds % 1_000_000_000n;
  return Deno.UnsafePointer.value(Deno.UnsafePointer.of(LIMIT));
}
