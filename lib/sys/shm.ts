/**
 * System V shared memory: `man 7 sysvipc`, `man 2 shmop`.
 *
 * Each function is one system call. None of them loops or retries.
 *
 * ```ts
 * import { IPC_CREAT, IPC_PRIVATE, IPC_RMID, IPC_STAT, shmat, shmctl, shmdt, shmget } from "lib/sys/shm.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const id = shmget(IPC_PRIVATE, 100, IPC_CREAT | 0o600);
 * const { size } = shmctl(id, IPC_STAT);
 * const [one, other] = [shmat(id, size), shmat(id, size)];
 * shmctl(id, IPC_RMID); // It is there until nobody has it attached.
 *
 * new Uint8Array(one.memory)[7] = 42;
 * assertEquals(new Uint8Array(other.memory)[7], 42);
 * assertEquals(shmctl(id, IPC_STAT).attached, 2);
 * for (const mapping of [one, other]) {
 *   mapping.memory.transfer(); // From now on, nobody can touch what is not there any more.
 *   shmdt(mapping);
 * }
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import { memoryLibc } from "./libc.ts";
import { mapped, type Mapping } from "./mmap.ts";

export { IPC_CREAT, IPC_EXCL, IPC_PRIVATE, IPC_RMID, IPC_STAT } from "./ipc.ts";

/** Flag of {@linkcode shmat}: the memory may only be read. */
export const SHM_RDONLY = 0o10000;

/** `struct shmid_ds` of `linux/shm.h`, which is the same on x86-64 and aarch64. */
const STATE = { size: 112, mode: 20, segsz: 48, nattch: 88 };

/** What {@linkcode shmctl} tells about a segment with {@linkcode IPC_STAT}. */
export interface SegmentState {
  /** How many bytes it has. */
  size: number;
  /** How often it is attached, by all processes together. */
  attached: number;
  /** Who may use it: `0o600` for its owner alone. */
  mode: number;
}

/**
 * Gives the id of a segment, or makes one: `man 2 shmget`.
 *
 * @param key Its key, or {@linkcode IPC_PRIVATE}.
 * @param size How many bytes it has at least; 0 where it has to exist.
 * @param flags {@linkcode IPC_CREAT}, {@linkcode IPC_EXCL}, and who may use it: `0o600`.
 * @returns The id. It means the same in every process.
 * @throws {SysError} `EEXIST` when there is one, with {@linkcode IPC_EXCL}; `ENOENT` when there is none;
 *   `EINVAL` when it is smaller, or when a new one would have no bytes; `ENOMEM` when there is no room.
 */
export function shmget(key: number, size: number, flags: number): number {
  const object = `a segment with key ${key}`;
  return check("shmget", object, memoryLibc().shmget(key, BigInt(size), flags));
}

/**
 * Puts a segment into memory: `man 2 shmat`.
 *
 * **Nobody checks the length.** Who touches what is behind the segment may be killed by `SIGSEGV`.
 *
 * @param id The segment.
 * @param length How many bytes of it `memory` has.
 * @param flags {@linkcode SHM_RDONLY}, or 0.
 * @throws {SysError} `EINVAL` when there is no such segment; `EACCES` when you may not.
 */
export function shmat(id: number, length: number, flags = 0): Mapping {
  return mapped("shmat", `segment ${id}`, memoryLibc().shmat(id, null, flags), length);
}

/**
 * Gives the memory back: `man 2 shmdt`. The segment stays.
 *
 * **Who touches the memory afterwards is killed by `SIGSEGV`**, unless `memory.transfer()` has cut it off
 * before: then each view of it is empty.
 *
 * @param mapping What {@linkcode shmat} has given.
 * @throws {SysError} `EINVAL` when it was given back before.
 */
export function shmdt({ address }: Mapping): void {
  check("shmdt", "memory", memoryLibc().shmdt(address));
}

/**
 * Asks about a segment, or removes it: `man 2 shmctl`.
 *
 * @param id The segment.
 * @param operation {@linkcode IPC_STAT}, or {@linkcode IPC_RMID}: then its key is free, nobody can find it any
 *   more, and it is gone as soon as nobody has it attached.
 * @returns What {@linkcode IPC_STAT} tells.
 * @throws {SysError} `EINVAL` when there is no such segment any more.
 */
export function shmctl(id: number, operation: number): SegmentState {
  const bytes = new Uint8Array(STATE.size);
  check("shmctl", `segment ${id}`, memoryLibc().shmctl(id, operation, bytes));
  const view = new DataView(bytes.buffer);
  return {
    size: Number(view.getBigUint64(STATE.segsz, true)),
    attached: Number(view.getBigUint64(STATE.nattch, true)),
    mode: view.getUint32(STATE.mode, true) & 0o777,
  };
}
