/**
 * Stops a process at a certain point, so that it cannot take its next step before the test has looked.
 *
 * The kernel sends a signal to a process when something arrives in a pipe or FIFO: "signal-driven I/O" of
 * `man 2 fcntl`. Here the process is the one that writes, and the signal is SIGSTOP: it is stopped before
 * its `write()` returns. Likewise, `stopAtAccess()` stops it when a file of a folder was read or written.
 *
 * ```ts
 * import { isStopped, stopAtWrite } from "lib/testing/stopping.ts";
 * import { eventually, supervised, timeout } from "lib/testing/mod.ts";
 * import { close, unread } from "lib/sys/fd.ts";
 * import { kill } from "lib/sys/process.ts";
 * import { assertEquals } from "@std/assert";
 *
 * Deno.test(
 *   "a shell is stopped at its first write",
 *   { timeout },
 *   supervised(async ({ pipe, run }) => {
 *     const [readEnd, writeEnd] = pipe();
 *     const [gate, opener] = pipe();
 *     const shell = run("sh", ["-c", "read line; echo 1; echo 2"], { 0: gate, 1: writeEnd });
 *     stopAtWrite(shell.pid, readEnd);
 *     close(opener); // Now it may begin.
 *     await eventually(() => isStopped(shell.pid), "the shell is stopped");
 *     assertEquals(unread(readEnd), 2); // a digit and a newline
 *     close(readEnd);
 *     kill(shell.pid, "SIGCONT");
 *     await shell.status;
 *   }),
 * );
 * ```
 *
 * @module
 */

import { SysError } from "../sys/errno.ts";
import { close, fcntl, type Fd } from "../sys/fd.ts";
import { O_NONBLOCK, O_RDONLY, open } from "../sys/fifo.ts";
import { stat, threads } from "./diagnosis/proc.ts";

// Numbers of `asm-generic/fcntl.h` and `asm-generic/signal.h`, which x86-64 and aarch64 share.
const F_SETFL = 4;
const F_SETOWN = 8;
const F_SETSIG = 10;
const O_ASYNC = 0o20000;
const SIGSTOP = 19;

// Of `linux/fcntl.h`, likewise.
const F_NOTIFY = 1026;
const DN_ACCESS = 1;
const DN_MODIFY = 2;
const DN_MULTISHOT = 1 << 31;

/**
 * Has a process stopped whenever somebody has written to a pipe or FIFO, and when its last write end is
 * closed: `man 2 fcntl`. After that it is for you to send SIGCONT. Closing the read end puts an end to it.
 *
 * A peer that was started right before has not begun yet: until the test waits for something, it is
 * early enough.
 *
 * @param pid The process.
 * @param readEnd A read end. From now on, reading from it does not wait.
 * @throws {SysError} `EBADF` when `readEnd` is not open.
 */
export function stopAtWrite(pid: number, readEnd: Fd): void {
  fcntl(readEnd, F_SETSIG, SIGSTOP);
  fcntl(readEnd, F_SETOWN, pid);
  fcntl(readEnd, F_SETFL, O_NONBLOCK | O_ASYNC);
}

/**
 * Has a process stopped whenever somebody has read or written a file of a folder: `F_NOTIFY` of `man 2 fcntl`.
 * If it was the process itself, it is stopped before its call returns. Reading there yourself is harmless
 * only while it is stopped. What goes through a mapping is not noticed.
 *
 * @param pid The process.
 * @param folder The folder.
 * @returns What puts an end to it.
 * @throws {SysError} `EINVAL` where the kernel cannot do it: {@linkcode canStopAtAccess}.
 */
export function stopAtAccess(pid: number, folder: string): Disposable {
  const fd = open(folder, O_RDONLY);
  let isOpen = true;
  const gate = {
    [Symbol.dispose]() {
      if (isOpen) close(fd);
      isOpen = false;
    },
  };
  try {
    fcntl(fd, F_SETSIG, SIGSTOP);
    fcntl(fd, F_NOTIFY, DN_ACCESS | DN_MODIFY | DN_MULTISHOT); // This makes us the owner:
    fcntl(fd, F_SETOWN, pid); // so this comes afterwards.
    return gate;
  } catch (error) {
    gate[Symbol.dispose]();
    throw error;
  }
}

/** Tells whether this kernel has what {@linkcode stopAtAccess} needs: not every one is built with it. */
export function canStopAtAccess(): boolean {
  const fd = open("/", O_RDONLY);
  try {
    fcntl(fd, F_NOTIFY, DN_MODIFY);
    fcntl(fd, F_NOTIFY, 0);
    return true;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  } finally {
    close(fd);
  }
}

/** Tells whether all threads of a process are stopped. */
export function isStopped(pid: number): boolean {
  const all = threads(pid);
  return all.length > 0 && all.every((thread) => stat(pid, thread)?.state === "T");
}
