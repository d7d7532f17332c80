/**
 * Signals as records that a descriptor gives: `man 2 signalfd`.
 *
 * The signals have to be blocked in every thread, as for `sigwait()`. Each function is one system call. None of
 * them loops, retries or hides anything.
 *
 * ```ts
 * import { close } from "lib/sys/fd.ts";
 * import { readSignals, SFD_NONBLOCK, signalfd } from "lib/sys/signalfd.ts";
 * import { signalSet } from "lib/sys/sigwait.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const fd = signalfd(signalSet(["SIGUSR2"]), SFD_NONBLOCK);
 * assertThrows(() => readSignals(fd, 10), Error, "EAGAIN"); // None waits.
 * close(fd);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import { type Fd, O_CLOEXEC, read } from "./fd.ts";
import { signalLibc } from "./libc.ts";
import type { SignalInfo } from "./sigwait.ts";

/** Flag of {@linkcode signalfd}: reading does not wait. */
export const SFD_NONBLOCK = 0o4000;

/** `struct signalfd_siginfo` on every architecture. */
const SIZEOF_RECORD = 128;

/**
 * Makes a descriptor from which signals are read. It is not inherited.
 *
 * @param set The signals, from `signalSet()`, each of them blocked.
 * @param flags {@linkcode SFD_NONBLOCK}, or 0.
 * @throws {SysError} `EMFILE` when this process has too many open files.
 */
export function signalfd(set: Uint8Array<ArrayBuffer>, flags = 0): Fd {
  return check("signalfd", "signals", signalLibc().signalfd(-1, set, flags | O_CLOEXEC));
}

/**
 * Takes signals that wait, and waits while there is none: `read()` of `man 2 signalfd`.
 *
 * @param fd A descriptor from {@linkcode signalfd}.
 * @param count How many at most, from 1. The others go on waiting.
 * @returns At least one.
 * @throws {SysError} `EAGAIN` when none waits, and the descriptor does not either.
 */
export function readSignals(fd: Fd, count: number): SignalInfo[] {
  const records = new Uint8Array(SIZEOF_RECORD * count);
  const found = read(fd, records) / SIZEOF_RECORD;
  return Array.from({ length: found }, (_, at) => {
    const record = new DataView(records.buffer, SIZEOF_RECORD * at);
    const int = (offset: number) => record.getInt32(offset, true);
    return { signal: int(0), code: int(8), pid: int(12), uid: int(16), value: int(44) };
  });
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") signalLibc();
