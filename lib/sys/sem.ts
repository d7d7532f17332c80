/**
 * System V semaphores: sets of numbers that the kernel keeps. `man 7 sysvipc`
 *
 * Each function is one system call. None of them loops or retries.
 *
 * ```ts
 * import { GETVAL, IPC_NOWAIT, IPC_PRIVATE, IPC_RMID, semctl, semget, semop, SETVAL } from "lib/sys/sem.ts";
 * import { SysError } from "lib/sys/errno.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const set = semget(IPC_PRIVATE, 2, 0o600);
 * semctl(set, 1, SETVAL, 3);
 * semop(set, [{ number: 1, by: -2 }]);
 * assertEquals(semctl(set, 1, GETVAL), 1);
 * assertThrows(() => semop(set, [{ number: 1, by: -2, flags: IPC_NOWAIT }]), SysError, "EAGAIN");
 * semctl(set, 0, IPC_RMID);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import { IPC_STAT } from "./ipc.ts";
import type { IPC_RMID } from "./ipc.ts";
import { libc, semLibc } from "./libc.ts";

export { IPC_CREAT, IPC_EXCL, IPC_NOWAIT, IPC_PRIVATE, IPC_RMID, IPC_STAT } from "./ipc.ts";

/** Flag of an {@linkcode Operation}: it is undone when this process ends. */
export const SEM_UNDO = 0o10000;

/** Operation of {@linkcode semctl}: which process was the last to succeed with a call on a semaphore. */
export const GETPID = 11;
/** Operation of {@linkcode semctl}: the value of a semaphore. */
export const GETVAL = 12;
/** Operation of {@linkcode semctl}: how many wait until a semaphore has more. */
export const GETNCNT = 14;
/** Operation of {@linkcode semctl}: how many wait until a semaphore is 0. */
export const GETZCNT = 15;
/** Operation of {@linkcode semctl}: gives a semaphore a value. Nobody's operations on it are undone then. */
export const SETVAL = 16;

/** `struct semid_ds` of `asm/sembuf.h`. The two architectures differ from `otime` on. */
const STATE = { size: 104, mode: 20, otime: 48, nsems: Deno.build.arch === "x86_64" ? 80 : 64 };

/** A time that is as good as none, in seconds: the kernel counts nanoseconds in 64 bits. */
const FAR_AWAY = 2 ** 32;

/** What {@linkcode semop} does to one semaphore: a `struct sembuf`. */
export interface Operation {
  /** Which one of its set. */
  number: number;
  /**
   * What to add, in 16 bits; a negative number waits until there is as much, and 0 waits until there is
   * nothing.
   */
  by: number;
  /** `IPC_NOWAIT`, {@linkcode SEM_UNDO}, or 0. */
  flags?: number;
}

/** What {@linkcode semctl} tells about a set with `IPC_STAT`. */
export interface SetState {
  /** How many semaphores it has. */
  count: number;
  /** Who may use it: `0o600` for its owner alone. */
  mode: number;
  /** When {@linkcode semop} succeeded for the last time, in seconds since 1970; 0 when it never did. */
  operated: number;
}

/**
 * Opens the set of a key: `man 2 semget`. Those of a new set are 0.
 *
 * @param key The key, or `IPC_PRIVATE` for a new set.
 * @param count How many semaphores a new set has; of one that is there, how many it has at least.
 * @param flags `IPC_CREAT`, `IPC_EXCL`, and nine bits: who may use a new set.
 * @returns Its id.
 * @throws {SysError} `ENOENT` when nothing has the key, `EEXIST` when something has it and you asked for a new
 *   one, `EINVAL` when it has fewer semaphores, `EACCES` when you may not use it so.
 */
export function semget(key: number, count: number, flags: number): number {
  return check("semget", `key 0x${(key >>> 0).toString(16)}`, semLibc().semget(key, count, flags));
}

/**
 * Does all operations in one step, and waits while one of them cannot be done: `man 2 semop`.
 *
 * @param set Its id.
 * @param operations What to do: at least one operation.
 * @throws {SysError} `EAGAIN` when it would wait and an operation has `IPC_NOWAIT`; `EIDRM` when the set is
 *   removed meanwhile, `EINVAL` when there is none; `EINTR` when a signal came; `ERANGE` when a value would
 *   be above 32767; `EFBIG` when there is no such semaphore.
 */
export function semop(set: number, operations: Operation[]): void {
  const count = BigInt(operations.length);
  check("semop", `semaphore set ${set}`, semLibc().semop(set, packed(operations), count));
}

/**
 * The same, and waits so long at most: `man 2 semtimedop`.
 *
 * @param set Its id.
 * @param operations What to do: at least one operation.
 * @param ms How long, in milliseconds. It need not be a whole number, but it is not `Infinity`.
 * @throws {SysError} `EAGAIN` when the time is over; and as {@linkcode semop}.
 */
export function semtimedop(set: number, operations: Operation[], ms: number): void {
  const seconds = Math.min(Math.floor(ms / 1000), FAR_AWAY);
  const nanoseconds = seconds === FAR_AWAY ? 0 : Math.floor((ms - 1000 * seconds) * 1e6);
  const span = new Uint8Array(new BigInt64Array([BigInt(seconds), BigInt(nanoseconds)]).buffer);
  const count = BigInt(operations.length);
  const done = semLibc().semtimedop(set, packed(operations), count, span);
  check("semtimedop", `semaphore set ${set}`, done);
}

/** Removes a set: `man 2 semctl`. `number` does not count. */
export function semctl(set: number, number: number, operation: typeof IPC_RMID): void;
/** Tells about a set: `man 2 semctl`. `number` does not count. */
export function semctl(set: number, number: number, operation: typeof IPC_STAT): SetState;
/**
 * Asks about a semaphore, or gives it a value: `man 2 semctl`. The other forms are about the whole set.
 *
 * @param set Its id.
 * @param number Which semaphore of it.
 * @param operation {@linkcode GETVAL}, {@linkcode GETPID}, {@linkcode GETNCNT}, {@linkcode GETZCNT} or
 *   {@linkcode SETVAL}.
 * @param value What {@linkcode SETVAL} sets it to.
 * @returns What you asked for.
 * @throws {SysError} `EINVAL` when there is no such set or semaphore, `EPERM` when it is not yours to remove,
 *   `EACCES` when you may not, `ERANGE` when a value is not from 0 to 32767.
 */
export function semctl(set: number, number: number, operation: number, value?: number): number;
export function semctl(
  set: number,
  number: number,
  operation: number,
  value = 0,
): number | SetState {
  const name = `semaphore set ${set}`;
  if (operation !== IPC_STAT) {
    return check("semctl", name, libc().semctl(set, number, operation, value));
  }
  const struct = new Uint8Array(STATE.size);
  check("semctl", name, semLibc().semctl_buffer(set, number, operation, struct));
  const view = new DataView(struct.buffer);
  return {
    count: Number(view.getBigUint64(STATE.nsems, true)),
    mode: view.getUint32(STATE.mode, true) & 0o777,
    operated: Number(view.getBigInt64(STATE.otime, true)),
  };
}

function packed(operations: Operation[]): Uint8Array<ArrayBuffer> {
  const words = operations.flatMap(({ number, by, flags = 0 }) => [number, by, flags]);
  return new Uint8Array(new Int16Array(words).buffer);
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") semLibc();
