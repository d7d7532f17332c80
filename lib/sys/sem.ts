/**
 * System V semaphores: sets of numbers that the kernel keeps. `man 7 sysvipc`
 *
 * Each function is one system call. None of them loops or retries.
 *
 * ```ts
 * import { IPC_NOWAIT, IPC_PRIVATE, IPC_RMID, semctl, semget, semop } from "lib/sys/sem.ts";
 * import { SysError } from "lib/sys/errno.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const set = semget(IPC_PRIVATE, 2, 0o600);
 * semop(set, [{ number: 1, by: 1 }]);
 * semop(set, [{ number: 1, by: -1 }]);
 * assertThrows(() => semop(set, [{ number: 1, by: -1, flags: IPC_NOWAIT }]), SysError, "EAGAIN");
 * semctl(set, IPC_RMID);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import { libc, semLibc } from "./libc.ts";

export { IPC_CREAT, IPC_EXCL, IPC_NOWAIT, IPC_PRIVATE, IPC_RMID } from "./ipc.ts";

/** Flag of an {@linkcode Operation}: it is undone when this process ends. */
export const SEM_UNDO = 0o10000;

/** What {@linkcode semop} does to one semaphore: a `struct sembuf`. */
export interface Operation {
  /** Which one of its set. */
  number: number;
  /** What to add; a negative number waits until there is as much, and 0 waits until there is nothing. */
  by: number;
  /** `IPC_NOWAIT`, {@linkcode SEM_UNDO}, or 0. */
  flags?: number;
}

/**
 * Opens the set of a key: `man 2 semget`. Those of a new set are 0.
 *
 * @param key The key, or `IPC_PRIVATE` for a new set.
 * @param count How many semaphores a new set has; 0 for one that is there.
 * @param flags `IPC_CREAT`, `IPC_EXCL`, and nine bits: who may use a new set.
 * @returns Its id.
 * @throws {SysError} `ENOENT` when nothing has the key, `EEXIST` when something has it and you asked for a new
 *   one, `EACCES` when you may not use it so.
 */
export function semget(key: number, count: number, flags: number): number {
  return check("semget", `key 0x${(key >>> 0).toString(16)}`, semLibc().semget(key, count, flags));
}

/**
 * Does all operations in one step, and waits while one of them cannot be done: `man 2 semop`.
 *
 * @param set Its id.
 * @param operations What to do.
 * @throws {SysError} `EAGAIN` when it would wait and an operation has `IPC_NOWAIT`; `EIDRM` when the set is
 *   removed meanwhile, `EINVAL` when there is none; `EINTR` when a signal came.
 */
export function semop(set: number, operations: Operation[]): void {
  const buffer = new Int16Array(3 * operations.length);
  operations.forEach(({ number, by, flags = 0 }, at) => buffer.set([number, by, flags], 3 * at));
  const done = semLibc().semop(set, new Uint8Array(buffer.buffer), BigInt(operations.length));
  check("semop", `semaphore set ${set}`, done);
}

/**
 * Controls a set: `man 2 semctl`.
 *
 * @param set Its id.
 * @param operation `IPC_RMID`, which removes it.
 * @throws {SysError} `EINVAL` when there is no such set, `EPERM` when it is not yours.
 */
export function semctl(set: number, operation: number): void {
  check("semctl", `semaphore set ${set}`, libc().semctl(set, 0, operation, 0));
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") semLibc();
