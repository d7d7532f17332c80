/**
 * Stops a process at a certain point, so that it cannot take its next step before the test has looked.
 *
 * The kernel sends a signal to a process when something arrives in a pipe or FIFO: "signal-driven I/O" of
 * `man 2 fcntl`. Here the process is the one that writes, and the signal is SIGSTOP: it is stopped before
 * its `write()` returns.
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

import { fcntl, type Fd } from "../sys/fd.ts";
import { O_NONBLOCK } from "../sys/fifo.ts";
import { stat, threads } from "./diagnosis/proc.ts";

// Numbers of `asm-generic/fcntl.h` and `asm-generic/signal.h`, which x86-64 and aarch64 share.
const F_SETFL = 4;
const F_SETOWN = 8;
const F_SETSIG = 10;
const O_ASYNC = 0o20000;
const SIGSTOP = 19;

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

/** Tells whether all threads of a process are stopped. */
export function isStopped(pid: number): boolean {
  const all = threads(pid);
  return all.length > 0 && all.every((thread) => stat(pid, thread)?.state === "T");
}
