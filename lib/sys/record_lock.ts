/**
 * Record locks: a process locks a part of a file, and others wait for it. `man 2 fcntl`
 *
 * ```ts
 * import { F_SETLK, F_UNLCK, F_WRLCK, setLock } from "lib/sys/record_lock.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { O_RDWR, open } from "lib/sys/fifo.ts";
 *
 * const path = Deno.makeTempFileSync();
 * const fd = open(path, O_RDWR);
 * setLock(fd, F_SETLK, { type: F_WRLCK, start: 0, length: 10 });
 * setLock(fd, F_SETLK, { type: F_UNLCK, start: 0, length: 10 });
 * close(fd);
 * Deno.removeSync(path);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import type { Fd } from "./fd.ts";
import { lockLibc } from "./libc.ts";

/** Command of {@linkcode setLock}: fails where somebody else has a lock in the way. */
export const F_SETLK = 6;
/** Command of {@linkcode setLock}: waits there. */
export const F_SETLKW = 7;
/** Type of a lock: several processes may have one to read. */
export const F_RDLCK = 0;
/** Type of a lock: only one process may have one to write. */
export const F_WRLCK = 1;
/** Type that takes a lock away. */
export const F_UNLCK = 2;

/** Which bytes of a file a lock is about: a part of `struct flock`. */
export interface RecordLock {
  /** {@linkcode F_RDLCK}, {@linkcode F_WRLCK} or {@linkcode F_UNLCK}. */
  type: number;
  /** Its first byte. */
  start: number;
  /** How many bytes; 0 for all that follow, however long the file becomes. */
  length: number;
}

/** `struct flock` of x86-64 and aarch64: short l_type, l_whence @2; off_t l_start @8, l_len @16; pid_t l_pid @24. */
const SIZEOF_FLOCK = 32;

/**
 * Locks or unlocks bytes of a file for this process.
 *
 * @param fd The file, open for writing for a lock to write, for reading for one to read.
 * @param command {@linkcode F_SETLK} or {@linkcode F_SETLKW}.
 * @param lock Which bytes.
 * @throws {SysError} `EAGAIN` or `EACCES` when somebody else has a lock in the way and you do not wait,
 *   `EDEADLK` when waiting would be a deadlock, `EINTR` when a signal came.
 */
export function setLock(fd: Fd, command: number, { type, start, length }: RecordLock): void {
  const flock = new DataView(new ArrayBuffer(SIZEOF_FLOCK));
  flock.setInt16(0, type, true);
  flock.setBigInt64(8, BigInt(start), true);
  flock.setBigInt64(16, BigInt(length), true);
  check("fcntl", fd, lockLibc().fcntl(fd, command, new Uint8Array(flock.buffer)));
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") lockLibc();
