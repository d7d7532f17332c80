/**
 * Memory that several processes have mapped: areas with a name, and files.
 *
 * Each function is one system call. None of them loops or retries.
 *
 * ```ts
 * import { ftruncate, mmap, munmap, O_CREAT, O_EXCL, O_RDWR, shmOpen, shmUnlink } from "lib/sys/mmap.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const name = `/ipc-katas-${Deno.pid}-example`;
 * const fd = shmOpen(name, O_RDWR | O_CREAT | O_EXCL, 0o600);
 * ftruncate(fd, 4096);
 * const [one, other] = [mmap(fd, 4096), mmap(fd, 4096)];
 * close(fd); // A mapping does not need it.
 * shmUnlink(name);
 *
 * new Uint8Array(one.memory)[7] = 42;
 * assertEquals(new Uint8Array(other.memory)[7], 42);
 * for (const mapping of [one, other]) {
 *   mapping.memory.transfer(); // From now on, nobody can touch what is not there any more.
 *   munmap(mapping);
 * }
 * ```
 *
 * @module
 */

import { cString } from "./c_string.ts";
import { check } from "./errno.ts";
import type { Fd } from "./fd.ts";
import { areaLibc, memoryLibc } from "./libc.ts";

/** Flag of {@linkcode shmOpen}: to read only. */
export const O_RDONLY = 0;
/** Flag of {@linkcode shmOpen}: to read and to write. */
export const O_RDWR = 2;
/** Flag of {@linkcode shmOpen}: makes the area where there is none. */
export const O_CREAT = 0o100;
/** Flag of {@linkcode shmOpen}, with {@linkcode O_CREAT}: fails where there is one. */
export const O_EXCL = 0o200;
/** Flag of {@linkcode shmOpen}: cuts the area down to no bytes. */
export const O_TRUNC = 0o1000;

/** Protection of {@linkcode mmap}: the memory may be read. */
export const PROT_READ = 1;
/** Protection of {@linkcode mmap}: the memory may be written. */
export const PROT_WRITE = 2;
/** Flag of {@linkcode mmap}: what is written, everybody sees who has mapped the same. */
export const MAP_SHARED = 1;
/** Flag of {@linkcode mmap}: what is written goes to a copy of your own. */
export const MAP_PRIVATE = 2;

const SEEK_END = 2;

/** Memory that a call has put into the address space of this process. */
export interface Mapping {
  /** The memory. It has to be cut off by `memory.transfer()` before it is given back. */
  readonly memory: ArrayBuffer;
  /** Where it begins, in this process. */
  readonly address: Deno.PointerObject;
  /** How many bytes it has. */
  readonly length: number;
}

/**
 * Opens shared memory that has a name, or makes it: `man 3 shm_open`. Linux keeps it in `/dev/shm`.
 *
 * @param name The name, such as `"/count"`: without any other `/`.
 * @param flags {@linkcode O_RDWR} or {@linkcode O_RDONLY}, and {@linkcode O_CREAT}, {@linkcode O_EXCL},
 *   {@linkcode O_TRUNC}.
 * @param mode Who may use it, where it is made: `0o600` for its owner alone.
 * @returns A descriptor. Close it. What was made has no bytes yet.
 * @throws {SysError} `EEXIST` when there is one, with {@linkcode O_EXCL}; `ENOENT` when there is none;
 *   `EINVAL` when this is no name.
 */
export function shmOpen(name: string, flags: number, mode = 0): Fd {
  return check("shm_open", name, areaLibc().shm_open(cString(name), flags, mode));
}

/**
 * Takes the name away: `man 3 shm_unlink`. The memory is there until nobody has it mapped or open.
 *
 * @param name The name.
 * @throws {SysError} `ENOENT` when there is no such name.
 */
export function shmUnlink(name: string): void {
  check("shm_unlink", name, areaLibc().shm_unlink(cString(name)));
}

/**
 * Sets how long a file is: `man 2 ftruncate`. New bytes are 0.
 *
 * @param fd A descriptor that may write.
 * @param length How many bytes it has from now on.
 * @throws {SysError} `EINVAL` when it may not write, or the length is no length.
 */
export function ftruncate(fd: Fd, length: number): void {
  check("ftruncate", fd, memoryLibc().ftruncate(fd, BigInt(length)));
}

/**
 * Tells how long a file is: `man 2 lseek` with `SEEK_END`.
 *
 * @param fd A descriptor of a file, or of shared memory.
 * @returns How many bytes it has.
 * @throws {SysError} `ESPIPE` when it is a pipe or a socket.
 */
export function lengthOf(fd: Fd): number {
  return check("lseek", fd, memoryLibc().lseek(fd, 0n, SEEK_END));
}

/**
 * Puts a file into memory, from its beginning: `man 2 mmap`.
 *
 * **Nobody checks how long the file is.** Who touches a page behind its end is killed by `SIGBUS`.
 *
 * @param fd A descriptor; the mapping does not need it later on.
 * @param length How many bytes.
 * @param protection {@linkcode PROT_READ} and {@linkcode PROT_WRITE}.
 * @param flags {@linkcode MAP_SHARED} or {@linkcode MAP_PRIVATE}.
 * @throws {SysError} `EINVAL` when the length is 0; `ENOMEM` when there is no room for so much; `EACCES` when
 *   the descriptor was not opened for that.
 */
export function mmap(
  fd: Fd,
  length: number,
  protection = PROT_READ | PROT_WRITE,
  flags = MAP_SHARED,
): Mapping {
  const pointer = memoryLibc().mmap(null, BigInt(length), protection, flags, fd, 0n);
  return mapped("mmap", fd, pointer, length);
}

/**
 * Gives the memory back: `man 2 munmap`.
 *
 * **Who touches it afterwards is killed by `SIGSEGV`**, unless `memory.transfer()` has cut it off before: then
 * each view of it is empty.
 *
 * @param mapping What {@linkcode mmap} has given.
 */
export function munmap({ address, length }: Mapping): void {
  check("munmap", "memory", memoryLibc().munmap(address, BigInt(length)));
}

/**
 * Makes a {@linkcode Mapping} of what a call has returned.
 *
 * @param call The C function that was called.
 * @param object What it was called on.
 * @param pointer What it returned: -1 when it failed, and not null.
 * @param length How many bytes there are.
 * @throws {SysError} With the code that the call left in errno.
 */
export function mapped(
  call: string,
  object: string | number,
  pointer: Deno.PointerValue,
  length: number,
): Mapping {
  check(call, object, BigInt.asIntN(64, Deno.UnsafePointer.value(pointer)));
  const address = pointer!;
  const memory = Deno.UnsafePointerView.getArrayBuffer(address, length);
  return { memory, address, length };
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") {
  memoryLibc();
  areaLibc();
}
