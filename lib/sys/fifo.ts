/**
 * FIFOs: pipes with a name in the file system, `man 7 fifo`.
 *
 * Reading and writing are the business of `Deno.open()`. It waits, without freezing your process,
 * until the other side is open too. Here is what it cannot do: make a FIFO, and open without waiting.
 *
 * ```ts
 * import { mkfifo, O_NONBLOCK, O_RDONLY, O_WRONLY, open } from "lib/sys/fifo.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { SysError } from "lib/sys/errno.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const folder = Deno.makeTempDirSync();
 * mkfifo(`${folder}/fifo`, 0o600);
 * const error = assertThrows(() => open(`${folder}/fifo`, O_WRONLY | O_NONBLOCK), SysError);
 * assertEquals(error.code, "ENXIO"); // nobody has it open for reading
 *
 * const readEnd = open(`${folder}/fifo`, O_RDONLY | O_NONBLOCK);
 * const writeEnd = open(`${folder}/fifo`, O_WRONLY | O_NONBLOCK);
 * close(readEnd);
 * close(writeEnd);
 * Deno.removeSync(folder, { recursive: true });
 * ```
 *
 * @module
 */

import { cString } from "./c_string.ts";
import { check } from "./errno.ts";
import { type Fd, O_CLOEXEC } from "./fd.ts";
import { libc } from "./libc.ts";

// It is also a flag of what is open already.
export { O_NONBLOCK } from "./fd.ts";

/** How many bytes one write puts into a pipe or FIFO in one piece, at most: `man 7 pipe`. */
export const PIPE_BUF = 4096;

/** Flag of {@linkcode open}: for reading. */
export const O_RDONLY = 0;
/** Flag of {@linkcode open}: for writing. */
export const O_WRONLY = 1;
/** Flag of {@linkcode open}: for both. Of a FIFO, one descriptor is both ends then. */
export const O_RDWR = 2;

/**
 * Makes a FIFO: `man 3 mkfifo`.
 *
 * @param path Where.
 * @param mode Its permissions. Those that the umask of this process names are left out.
 * @throws {SysError} `EEXIST` when anything is there, `ENOENT` when there is no such folder.
 */
export function mkfifo(path: string, mode: number): void {
  check("mkfifo", path, libc().mkfifo(cString(path), mode));
}

/**
 * Opens a FIFO, or any other file that exists: `man 2 open`. As with all that Deno opens, a program that
 * this process starts does not get the descriptor.
 *
 * Without {@linkcode O_NONBLOCK} the whole thread may wait, and nothing else happens in it meanwhile.
 *
 * @param path The file.
 * @param flags One of {@linkcode O_RDONLY}, {@linkcode O_WRONLY} and {@linkcode O_RDWR}; with
 *   `| O_NONBLOCK` it does not wait for the other side of a FIFO.
 * @returns The descriptor. Close it.
 * @throws {SysError} `ENXIO` when it is opened to write without waiting, and nobody reads; `ENOENT` when
 *   there is no such file.
 */
export function open(path: string, flags: number): Fd {
  return check("open", path, libc().open(cString(path), flags | O_CLOEXEC));
}
