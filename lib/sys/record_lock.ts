/**
 * Record locks: a process, or an open file, locks a part of a file, and others wait for it.
 * `man 2 fcntl`
 *
 * Each function is one system call. None of them loops or retries.
 *
 * ```ts
 * import { F_OFD_GETLK, F_OFD_SETLK, F_UNLCK, F_WRLCK, getLock, setLock } from "lib/sys/record_lock.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { O_RDWR, open } from "lib/sys/fifo.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const path = Deno.makeTempFileSync();
 * const [one, other] = [open(path, O_RDWR), open(path, O_RDWR)];
 * setLock(one, F_OFD_SETLK, { type: F_WRLCK, start: 10, length: 20 });
 * const held = getLock(other, F_OFD_GETLK, { type: F_WRLCK, start: 29, length: 1 });
 * assertEquals(held, { type: F_WRLCK, start: 10, length: 20, pid: -1 });
 * setLock(one, F_OFD_SETLK, { type: F_UNLCK, start: 10, length: 20 });
 * close(one);
 * close(other);
 * Deno.removeSync(path);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import type { Fd } from "./fd.ts";
import { lockLibc } from "./libc.ts";

/** Command of {@linkcode getLock}: which lock is in the way of this process? */
export const F_GETLK = 5;
/** Command of {@linkcode setLock}: for this process. It fails where somebody else has a lock in the way. */
export const F_SETLK = 6;
/** Command of {@linkcode setLock}: for this process. It waits there. */
export const F_SETLKW = 7;
/** Command of {@linkcode getLock}: which lock is in the way of this open file? */
export const F_OFD_GETLK = 36;
/** Command of {@linkcode setLock}: for this open file. It fails where somebody else has a lock in the way. */
export const F_OFD_SETLK = 37;
/** Command of {@linkcode setLock}: for this open file. It waits there. */
export const F_OFD_SETLKW = 38;
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

/** A lock that somebody has. */
export interface HeldLock extends RecordLock {
  /** The process that has it; -1, when it belongs to an open file. */
  pid: number;
}

/** `struct flock` of x86-64 and aarch64: short l_type, l_whence @2; off_t l_start @8, l_len @16; pid_t l_pid @24. */
const SIZEOF_FLOCK = 32;

/**
 * Locks or unlocks bytes of a file.
 *
 * A lock of a process is gone as soon as that process closes any descriptor of the file, and never keeps out
 * the process itself. A lock of an open file is gone with the last descriptor of that open file.
 *
 * @param fd The file, open for writing for a lock to write, for reading for one to read.
 * @param command {@linkcode F_SETLK} or {@linkcode F_SETLKW} for a lock of this process,
 *   {@linkcode F_OFD_SETLK} or {@linkcode F_OFD_SETLKW} for one of the open file.
 * @param lock Which bytes.
 * @throws {SysError} `EAGAIN` or `EACCES` when somebody else has a lock in the way and you do not wait,
 *   `EDEADLK` when processes would wait for each other for ever, which the kernel does not notice of open
 *   files; `EINTR` when a signal came.
 */
export function setLock(fd: Fd, command: number, lock: RecordLock): void {
  check("fcntl", fd, lockLibc().fcntl(fd, command, bytesOf(lock)));
}

/**
 * Asks who has a lock in the way, and locks nothing.
 *
 * @param fd The file.
 * @param command {@linkcode F_GETLK} or {@linkcode F_OFD_GETLK}.
 * @param lock The lock that you would like to have.
 * @returns A lock that is in its way, all of it; `undefined`, when there is none.
 * @throws {SysError} `EBADF` when `fd` is not open.
 */
export function getLock(fd: Fd, command: number, lock: RecordLock): HeldLock | undefined {
  const bytes = bytesOf(lock);
  check("fcntl", fd, lockLibc().fcntl(fd, command, bytes));
  const flock = new DataView(bytes.buffer);
  const type = flock.getInt16(0, true);
  if (type === F_UNLCK) return undefined;
  const [start, length] = [8, 16].map((at) => Number(flock.getBigInt64(at, true)));
  return { type, start: start!, length: length!, pid: flock.getInt32(24, true) };
}

function bytesOf({ type, start, length }: RecordLock): Uint8Array<ArrayBuffer> {
  const flock = new DataView(new ArrayBuffer(SIZEOF_FLOCK)); // l_pid stays 0, as open files need it
  flock.setInt16(0, type, true);
  flock.setBigInt64(8, BigInt(start), true);
  flock.setBigInt64(16, BigInt(length), true);
  return new Uint8Array(flock.buffer);
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") lockLibc();
