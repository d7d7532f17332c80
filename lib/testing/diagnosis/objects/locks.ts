/**
 * Locks on files: `man 2 flock`, and record locks, `man 2 fcntl_locking`.
 *
 * Who holds a lock is told by the descriptors of the locked file. `/proc/locks` knows only who asked
 * for it, and that process may have passed it on, or ended.
 *
 * ```ts
 * import { locksOn } from "lib/testing/diagnosis/objects/locks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const path = Deno.makeTempFileSync();
 * using file = Deno.openSync(path);
 * file.lockSync(true);
 * const [lock] = locksOn(Deno.statSync(path));
 * assertEquals([lock?.pid, lock?.kind, lock?.exclusive], [Deno.pid, "flock", true]);
 * Deno.removeSync(path);
 * ```
 *
 * @module
 */

import type { Wait } from "../calls.ts";
import { type Holder, isSameFile } from "../identity.ts";
import { bytesAt, descriptors, fdinfo, processes, target } from "../proc.ts";
import { blindSpot } from "../sight.ts";
import { join, type Names, parties, type Phrase, pidsOf } from "./phrase.ts";

/** A range of bytes; `last` is infinite for "to the end, however long the file gets". */
export interface Range {
  /** The first byte. */
  first: number;
  /** The last byte. */
  last: number;
}

/** A lock that somebody holds, and the descriptor through which. */
export interface Lock extends Holder, Range {
  /** Which kind: these two are blind to each other. */
  kind: "flock" | "record";
  /** Whether a process owns it, or an open file. */
  owner: "process" | "open file";
  /** Whether nobody else may have one at the same time. */
  exclusive: boolean;
}

// asm-generic/fcntl.h; the same on x86-64 and aarch64
const LOCK_EX = 2;
const F_OFD_SETLKW = 38;
const F_WRLCK = 1;
const SEEK_CUR = 1;
const SEEK_END = 2;
const SIZEOF_FLOCK = 32; // short l_type, l_whence; off_t l_start at 8, l_len at 16; pid_t at 24

/** Gives all locks on a file that can be seen. */
export function locksOn(file: { dev: number; ino: number | null }): Lock[] {
  return processes().flatMap((pid) =>
    [...descriptors(pid)].flatMap(([fd, { target }]) =>
      target.startsWith("/") && same(stat(pid, fd), file) ? locksOf(pid, fd) : []
    )
  );
}

/** Tells what a process waits for that waits for a lock. */
export function lockWait(pid: number, wait: Wait, names: Names): Phrase {
  const path = target(pid, wait.subject) ?? "a closed descriptor";
  const wanted = wantedLock(pid, wait);
  const call = wait.call === "flock"
    ? `flock(fd ${wait.subject})`
    : `fcntl(fd ${wait.subject}, ${wait.operation === F_OFD_SETLKW ? "F_OFD_SETLKW" : "F_SETLKW"})`;
  const aim = wanted
    ? `${call} for ${phrase(wanted)} ${wanted.kind === "flock" ? "on" : "of"} ${path}`
    : `${call} for a lock on ${path}, and its memory with the range cannot be read`;
  const holders = blockers(pid, wait);
  if (holders.length === 0) {
    return { text: `${aim}; nobody who can be seen holds it${blindSpot()}`, others: [] };
  }
  const held = holders.map((lock) =>
    lock.pid === pid
      ? `it holds ${phrase(lock)} itself, through another open file (fd ${lock.fd})`
      : `${parties([lock], names)} holds ${phrase(lock)}`
  );
  return { text: `${aim}; ${join(held)}`, others: pidsOf(holders) };
}

/** Gives the locks that are in the way of what a process waits for. */
export function blockers(pid: number, wait: Wait): Lock[] {
  const file = stat(pid, wait.subject);
  const wanted = wantedLock(pid, wait);
  if (!file) return [];
  const mine = locksOf(pid, wait.subject);
  const byProcess = wait.call === "fcntl" && wait.operation !== F_OFD_SETLKW;
  return locksOn(file).filter((lock) => {
    if (lock.kind !== (wait.call === "flock" ? "flock" : "record")) return false;
    if (byProcess && lock.owner === "process" && lock.pid === pid) return false;
    // What was locked through this very open file, a copy of which may lie elsewhere.
    if (!byProcess && mine.some((own) => isSame(own, lock))) return false;
    if (!wanted) return true;
    return (lock.exclusive || wanted.exclusive) && lock.first <= wanted.last &&
      wanted.first <= lock.last;
  });
}

function wantedLock(
  pid: number,
  wait: Wait,
): Pick<Lock, "kind" | "exclusive" | keyof Range> | undefined {
  if (wait.call === "flock") {
    const exclusive = ((wait.operation ?? 0) & LOCK_EX) !== 0;
    return { kind: "flock", exclusive, first: 0, last: Infinity };
  }
  const flock = bytesAt(pid, wait.addresses?.[0] ?? 0n, SIZEOF_FLOCK);
  if (!flock || flock.byteLength < SIZEOF_FLOCK) return undefined;
  const length = Number(flock.getBigInt64(16, true));
  const start = base(pid, wait.subject, flock.getInt16(2, true)) +
    Number(flock.getBigInt64(8, true));
  const first = length < 0 ? start + length : start;
  const last = length === 0 ? Infinity : first + Math.abs(length) - 1;
  return { kind: "record", exclusive: flock.getInt16(0, true) === F_WRLCK, first, last };
}

function base(pid: number, fd: number, whence: number): number {
  if (whence === SEEK_CUR) return Number(/^pos:\s*(\d+)/m.exec(fdinfo(pid, fd))?.[1] ?? 0);
  return whence === SEEK_END ? stat(pid, fd)?.size ?? 0 : 0;
}

/** Lines such as `lock:	1: POSIX  ADVISORY  WRITE 4711 fe:00:1234 0 EOF` of one descriptor. */
function locksOf(pid: number, fd: number): Lock[] {
  return [
    ...fdinfo(pid, fd).matchAll(
      /^lock:\s*\d+: (FLOCK|POSIX|OFDLCK)\s+\S+\s+(READ|WRITE) \S+ \S+ (\d+) (\d+|EOF)$/gm,
    ),
  ].map(([, kind, mode, first, last]) => ({
    pid,
    fd,
    kind: kind === "FLOCK" ? "flock" : "record",
    owner: kind === "POSIX" ? "process" : "open file",
    exclusive: mode === "WRITE",
    first: Number(first),
    last: last === "EOF" ? Infinity : Number(last),
  }));
}

function phrase({ kind, exclusive, first, last }: Pick<Lock, "kind" | "exclusive" | keyof Range>) {
  if (kind === "flock") return exclusive ? "an exclusive lock" : "a shared lock";
  const bytes = first === last
    ? `byte ${first}`
    : `bytes ${first} to ${last === Infinity ? "the end" : last}`;
  return `a ${exclusive ? "write" : "read"} lock on ${bytes}`;
}

/** Whether two locks are one, seen through copies of one descriptor. */
function isSame(one: Lock, other: Lock): boolean {
  if (one.kind !== other.kind || one.owner !== "open file" || other.owner !== "open file") {
    return false;
  }
  if (one.exclusive !== other.exclusive) return false;
  if (one.first !== other.first || one.last !== other.last) return false;
  // Two open files cannot both have the same exclusive lock. Where it cannot be told, nobody is blamed.
  return one.exclusive || isSameFile(one, other);
}

function stat(pid: number, fd: number): Deno.FileInfo | undefined {
  try {
    return Deno.statSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return undefined;
  }
}

function same(one: Deno.FileInfo | undefined, other: { dev: number; ino: number | null }): boolean {
  return one !== undefined && one.dev === other.dev && one.ino === other.ino;
}
