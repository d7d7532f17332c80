/**
 * Processes: start one with descriptors handed over, wait for it, signal it.
 *
 * A classic Unix program calls fork() and exec(). Deno cannot fork: its engine does not survive it.
 * {@linkcode spawn} does both steps at once, and the lesson stays: the child gets copies of
 * descriptors, and the parent still has its own.
 *
 * ```ts
 * import { close, pipe, read } from "lib/sys/fd.ts";
 * import { spawn, waitpid } from "lib/sys/process.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * const pid = spawn("echo", ["hello"], { 1: writeEnd }); // its standard output
 * close(writeEnd);
 *
 * const buffer = new Uint8Array(16);
 * assertEquals(new TextDecoder().decode(buffer.subarray(0, read(readEnd, buffer))), "hello\n");
 * assertEquals(waitpid(pid).code, 0);
 * close(readEnd);
 * ```
 *
 * @module
 */

import { constants } from "node:os";
import { cString } from "./c_string.ts";
import { check, SysError } from "./errno.ts";
import type { Fd } from "./fd.ts";
import { libc, spawnLibc } from "./libc.ts";

/** How a process ended, in the words of `Deno.CommandStatus`. */
export interface ExitStatus {
  /** Its exit code; 128 plus the signal's number when a signal ended it. */
  code: number;
  /** The signal that ended it, or `null` when it exited by itself. */
  signal: Deno.Signal | null;
}

/** A process that {@linkcode waitpid} has collected. */
export interface Ended extends ExitStatus {
  /** Which process it was. */
  pid: number;
}

/** Options of {@linkcode spawn}. */
export interface SpawnOptions {
  /** The environment. @default {Deno.env.toObject()} */
  env?: Record<string, string>;
  /** Starts it in a session and process group of its own: `man 2 setsid`. @default {false} */
  session?: boolean;
  /**
   * The numbers of the signals that are blocked in it from its first instruction on: they wait until it fetches
   * them, or unblocks them. @default {[]}
   */
  blocked?: number[];
}

/** Option of {@linkcode waitpid}: do not wait, only look. */
export const WNOHANG = 1;

const POSIX_SPAWN_SETSIGDEF = 0x04;
const POSIX_SPAWN_SETSIGMASK = 0x08;
const POSIX_SPAWN_SETSID = 0x80;
// glibc on x86-64 and aarch64: 80 and 336 bytes, sigset_t 128.
const SIZEOF_FILE_ACTIONS = 80;
const SIZEOF_ATTR = 336;
const SIZEOF_SIGSET = 128;

/**
 * Starts a program: `man 3 posix_spawn`. Signals that Deno ignores are at their defaults in it.
 *
 * @param command The program; searched in `PATH` unless it contains a slash.
 * @param args Its arguments, without the program's own name.
 * @param fds Which descriptors it gets: its number → yours. 0, 1 and 2 are inherited unless named.
 *   The child holds copies: close your own ones when you no longer need them.
 * @param options Environment, session and blocked signals.
 * @returns The process id. Collect it with {@linkcode waitpid}, or it stays as a zombie.
 * @throws {SysError} `ENOENT` when there is no such program, `EACCES` when it may not be run, `EINVAL` when
 *   there is no such signal.
 */
export function spawn(
  command: string,
  args: string[],
  fds: Record<number, Fd> = {},
  options: SpawnOptions = {},
): number {
  const actions = new Uint8Array(SIZEOF_FILE_ACTIONS);
  const attributes = new Uint8Array(SIZEOF_ATTR);
  const environment = Object.entries(options.env ?? Deno.env.toObject());
  const argv = strings([command, ...args]);
  const envp = strings(environment.map(([name, value]) => `${name}=${value}`));
  const pid = new Int32Array(1);

  spawnLibc().posix_spawn_file_actions_init(actions);
  spawnLibc().posix_spawnattr_init(attributes);
  try {
    handOver(actions, fds);
    setSignals(attributes, options.blocked ?? [], options.session ?? false);
    const failure = spawnLibc().posix_spawnp(
      pid,
      cString(command),
      actions,
      attributes,
      argv,
      envp,
    );
    if (failure !== 0) throw new SysError("posix_spawn", command, failure);
    return pid[0]!;
  } finally {
    spawnLibc().posix_spawn_file_actions_destroy(actions);
    spawnLibc().posix_spawnattr_destroy(attributes);
  }
}

/** Collects a child that has ended, and waits until it has: `man 2 waitpid`. */
export function waitpid(pid: number): Ended;
/**
 * Collects a child that has ended, and waits until it has: `man 2 waitpid`.
 *
 * @param pid The child; -1 for any child, which would take Deno's own children too.
 * @param options 0, or {@linkcode WNOHANG}.
 * @returns How it ended, or `undefined` when it still runs and {@linkcode WNOHANG} was given.
 * @throws {SysError} `ECHILD` when there is no such child, or it was collected before.
 */
export function waitpid(pid: number, options: number): Ended | undefined;
export function waitpid(pid: number, options = 0): Ended | undefined {
  const word = new Int32Array(1);
  const ended = check("waitpid", `pid ${pid}`, libc().waitpid(pid, word, options));
  return ended === 0 ? undefined : { pid: ended, ...decode(word[0]!) };
}

/**
 * Sends a signal: `man 2 kill`.
 *
 * @param pid The process; a negative number means the process group of that number.
 * @param signal The signal's name, or 0 to send nothing and only learn whether it exists.
 * @throws {SysError} `ESRCH` when there is no such process, `EPERM` when it is not yours.
 */
export function kill(pid: number, signal: Deno.Signal | 0): void {
  const number = signal === 0 ? 0 : (constants.signals as Record<string, number>)[signal];
  if (number === undefined) {
    throw new TypeError(`Cannot send ${signal}: Linux has no such signal, see man 7 signal`);
  }
  check("kill", `pid ${pid}`, libc().kill(pid, number));
}

const SIGNALS = new Map(
  Object.entries(constants.signals).map(([name, number]) => [number, name as Deno.Signal]),
);
SIGNALS.set(constants.signals.SIGABRT, "SIGABRT"); // Some numbers have two names:
SIGNALS.set(constants.signals.SIGIO, "SIGIO"); // these are the ones that Deno uses.
SIGNALS.set(constants.signals.SIGSYS, "SIGSYS");

/** The macros WIFSIGNALED, WTERMSIG and WEXITSTATUS of `man 2 waitpid`. */
function decode(word: number): ExitStatus {
  const signal = word & 0x7f;
  return signal === 0
    ? { code: (word >> 8) & 0xff, signal: null }
    : { code: 128 + signal, signal: SIGNALS.get(signal) ?? `SIG${signal}` as Deno.Signal };
}

function handOver(actions: Uint8Array<ArrayBuffer>, fds: Record<number, Fd>): void {
  const replaced = new Set<Fd>();
  for (const [key, source] of Object.entries(fds)) { // in ascending order of the child's numbers
    const target = Number(key);
    if (replaced.has(source)) {
      throw new TypeError(
        `Cannot hand over fd ${source} as fd ${target}: in the child, fd ${source} is replaced first`,
      );
    }
    if (source !== target) replaced.add(target);
    const failure = spawnLibc().posix_spawn_file_actions_adddup2(actions, source, target);
    if (failure !== 0) throw new SysError("posix_spawn", source, failure);
  }
}

/** Deno ignores SIGPIPE, and what a parent ignores its children would ignore as well. */
function setSignals(
  attributes: Uint8Array<ArrayBuffer>,
  blocked: number[],
  session: boolean,
): void {
  const defaults = new Uint8Array(SIZEOF_SIGSET);
  const mask = new Uint8Array(SIZEOF_SIGSET);
  spawnLibc().sigemptyset(defaults);
  spawnLibc().sigemptyset(mask);
  spawnLibc().sigaddset(defaults, constants.signals.SIGPIPE);
  for (const signal of blocked) {
    check("sigaddset", `signal ${signal}`, spawnLibc().sigaddset(mask, signal));
  }
  spawnLibc().posix_spawnattr_setsigdefault(attributes, defaults);
  spawnLibc().posix_spawnattr_setsigmask(attributes, mask);
  spawnLibc().posix_spawnattr_setflags(
    attributes,
    POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (session ? POSIX_SPAWN_SETSID : 0),
  );
}

/** A `char *[]` that ends in NULL, and behind it the strings that it points to. */
function strings(texts: string[]): Uint8Array<ArrayBuffer> {
  const parts = texts.map(cString);
  // One buffer for all, so that the strings live as long as the pointers; and an ArrayBuffer, because a
  // small typed array without one may live inside V8's heap, where it can be moved.
  let offset = (texts.length + 1) * BigUint64Array.BYTES_PER_ELEMENT;
  const buffer = new ArrayBuffer(parts.reduce((sum, part) => sum + part.length, offset));
  const pointers = new BigUint64Array(buffer, 0, texts.length);
  const bytes = new Uint8Array(buffer);
  const base = Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes));
  for (const [index, part] of parts.entries()) {
    bytes.set(part, offset);
    pointers[index] = base + BigInt(offset);
    offset += part.length;
  }
  return bytes;
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") spawnLibc();
