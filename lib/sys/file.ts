/**
 * Files: read and write at a certain place. `man 2 pread`
 *
 * `open()` is in `lib/sys/fifo.ts`. Each function is one system call. None of them loops or retries.
 *
 * ```ts
 * import { pread, pwrite } from "lib/sys/file.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { O_RDWR, open } from "lib/sys/fifo.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const path = Deno.makeTempFileSync();
 * const fd = open(path, O_RDWR);
 * assertEquals(pwrite(fd, new Uint8Array([7, 8]), 100), 2);
 * const bytes = new Uint8Array(16);
 * assertEquals(pread(fd, bytes, 99), 3); // fewer than asked for: there the file ends
 * assertEquals([...bytes.subarray(0, 3)], [0, 7, 8]);
 * close(fd);
 * Deno.removeSync(path);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import type { Fd } from "./fd.ts";
import { fileLibc } from "./libc.ts";

/**
 * Reads at a certain place: `man 2 pread`.
 *
 * @param fd The file.
 * @param buffer Where the bytes go. It is filled from its start, and not to its end where the file ends.
 * @param offset Where to begin in the file: its first byte has the number 0.
 * @returns How many bytes came; 0 behind the end.
 * @throws {SysError} `EBADF` when `fd` is not open for reading, `ESPIPE` when it is a pipe or a socket.
 */
export function pread(fd: Fd, buffer: Uint8Array<ArrayBuffer>, offset: number): number {
  const count = BigInt(buffer.length);
  return check("pread", fd, fileLibc().pread(fd, buffer, count, BigInt(offset)));
}

/**
 * Writes at a certain place: `man 2 pwrite`. Behind the end, the file grows, with zeros in between.
 *
 * @param fd The file.
 * @param bytes What to write.
 * @param offset Where to begin in the file.
 * @returns How many bytes were written, mostly all.
 * @throws {SysError} `EBADF` when `fd` is not open for writing, `ENOSPC` when the disk is full.
 */
export function pwrite(fd: Fd, bytes: Uint8Array<ArrayBuffer>, offset: number): number {
  const count = BigInt(bytes.length);
  return check("pwrite", fd, fileLibc().pwrite(fd, bytes, count, BigInt(offset)));
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") fileLibc();
