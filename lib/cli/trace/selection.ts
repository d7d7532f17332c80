/**
 * Chooses what the picture of a test shows: leaves out what is not about the test, and folds repeated calls.
 *
 * @module
 */

import { CACHE } from "lib/testing/peer/census.ts";
import { basename } from "./record/names.ts";
import type { Row, Story } from "./record/rows.ts";
import type { KernelObject } from "./record/world.ts";

/** As many calls of one kind in a row are folded into one. */
const MANY = 4;
/** A call that took this long is not folded, in milliseconds. */
const LONG = 100;

/** Calls that take what somebody else has done: they are drawn where they end. */
export const ARRIVES = /^(read|recv|accept|waitpid|open|msgrcv|mq_receive)/;

/** A row, and how many more calls of its kind it stands for. */
export interface Shown extends Row {
  /** How many calls it stands for. */
  count: number;
}

/**
 * Chooses rows.
 *
 * @param story All that was recorded of a test.
 * @param all Whether nothing is left out that is about an object of the test.
 */
export function selection({ rows }: Story, all = false): Shown[] {
  const locking = rows.filter(({ call, objects }) =>
    /^(flock|fcntl)$/.test(call) && !objects.some(({ path }) => CACHE.test(path ?? ""))
  );
  const locked = new Set(locking.flatMap(({ objects }) => objects));
  const chosen = rows.filter((row) => concerns(row, locked, all))
    .map((row) => ({ ...row, count: 1 }));
  return all ? chosen : fold(withoutIdle(chosen));
}

/** Calls about other processes, about signals and timers: they tell something without an object. */
const ALONE =
  /^(waitpid|kill|sigqueue|sigtimedwait|signalfd|alarm|setitimer|timerfd_create|Atomics\.\w+)$/;

function concerns(row: Row, locked: Set<KernelObject>, all: boolean): boolean {
  if (row.minor && !all) return false;
  if (row.kind !== "call" || ALONE.test(row.call)) return true;
  if (row.call === "epoll_wait") return true;
  if (row.objects.length === 0 || row.objects.some(({ machinery }) => machinery)) return false;
  if (row.objects.every(({ kind }) => kind === "file") && !all) {
    return isAboutFile(row) || row.objects.some((it) => locked.has(it)) && isAboutLock(row);
  }
  // The kernel closes what a program holds when it ends; only who takes part on purpose closes for a reason.
  if (row.call === "close" && !row.process.role && !row.isLast && !all) return false;
  return row.objects.some(({ ofTest }) => ofTest);
}

/** Of what is done with files, that they come, go and are looked for; not by the test itself, which prepares them. */
function isAboutFile({ call, words, process }: Row): boolean {
  if (/^(unlink|rename)$/.test(call)) return true;
  return call === "open" && process.name !== "the test" && !words.join().includes("O_DIRECTORY");
}

/** Of what is done with files that are locked, also what the lock protects, and what ends it. */
function isAboutLock({ call, process }: Row): boolean {
  if (/^(flock|fcntl)$/.test(call)) return true;
  return process.role && process.name !== "the test" && /^(p?read|p?write|close)$/.test(call);
}

/**
 * Folds calls that a process makes again and again, whatever others do meanwhile: `cat` reads, writes, reads,
 * writes.
 */
function fold(rows: Shown[]): Shown[] {
  const runs: Map<string, Shown[]>[] = [];
  const last = new Map<number, Map<string, Shown[]>>();
  for (const row of rows) {
    const { pid } = row.process;
    const key = keyOf(row);
    if (key === undefined) last.delete(pid);
    const run = last.get(pid) ?? new Map<string, Shown[]>();
    if (isLong(row)) {
      runs.push(new Map([["", [row]]]));
      continue;
    }
    if (run.size === 0) runs.push(run);
    if (key !== undefined) last.set(pid, run);
    run.set(key ?? "", [...run.get(key ?? "") ?? [], row]);
  }
  const groups = runs.flatMap((run) => [...run.values()]);
  return groups.flatMap((group) => group.length < MANY ? group : [foldRun(group)])
    .sort((a, b) => a.first - b.first);
}

/** Whether a call took so long that it is worth a row of its own. */
function isLong({ kind, begin, end = begin }: Row): boolean {
  return kind === "call" && end - begin >= LONG;
}

/** What calls have in common that can be folded: nothing, for a call that cannot be. */
function keyOf(row: Row): string | undefined {
  const { kind, call, objects, words, result, end, process, bytes, from } = row;
  if (kind !== "call" || end === undefined || bytes === 0) return undefined;
  if (call === "close" && !row.isLast) return [process.pid, call, result[0]].join();
  const parts = words.map((it) =>
    typeof it === "string" ? it : isOneOfMany(it) ? it.kind : keys.of(it)
  );
  const hasBytes = bytes !== undefined;
  const isTold = String(result[0]).startsWith(" = E") || call.startsWith("Atomics.");
  const what = hasBytes ? "bytes" : isTold ? result[0] : "";
  if (objects.length !== 1 && !/^(kill|sigqueue|sigtimedwait|Atomics\.\w+)$/.test(call)) {
    return undefined;
  }
  if (call === "sigqueue") parts.splice(1); // Each has another number.
  const made = /^(pipe|socketpair|accept)$/.test(call) ? keys.of(objects.at(-1)!) : "";
  return [process.pid, ...parts, what, made, from?.pid].join();
}

/** A file is one of many, and so is a socket that has found nobody: what is done with each is the same. */
function isOneOfMany({ kind }: { kind: string }): boolean {
  return kind === "file" || kind === "socket";
}

/** A number for each object. */
const keys = {
  known: new WeakMap<object, number>(),
  count: 0,
  of(object: object): number {
    if (!this.known.has(object)) this.known.set(object, this.count++);
    return this.known.get(object)!;
  },
};

function foldRun(run: Shown[]): Shown {
  const [first, last] = [run[0]!, run.at(-1)!];
  const sizes = new Set(run.map(({ bytes }) => bytes));
  const bytes = run.reduce((sum, row) => sum + (row.bytes ?? 0), 0);
  const [size] = sizes;
  const what = sizes.size > 1
    ? `, ${bytes} bytes in all`
    : size === undefined
    ? ""
    : `, ${size} byte${size === 1 ? "" : "s"} each`;
  const [object, end] = [first.objects[0], last.objects[0]];
  const closes = first.call === "close" && !first.isLast;
  const several = !closes && object !== end && end?.path !== undefined;
  const words = first.words.flatMap((it) =>
    several && it === object ? [object, " to ", basename(end.path ?? "")] : [it]
  );
  if (first.call === "sigqueue") words.splice(1, Infinity, "…)");
  const isAlike = /^ = E/.test(String(first.result[0])) || first.call.startsWith("Atomics.");
  const error = isAlike ? first.result : [];
  return {
    ...first,
    ...ARRIVES.test(first.call) ? { begin: first.end!, first: first.last } : {},
    end: last.end!,
    last: last.last,
    count: run.length,
    words,
    result: closes ? [` and ${run.length - 1} more`] : [...error, `, ${run.length} times${what}`],
    ...size === undefined ? {} : { bytes },
  };
}

/** An object that somebody only makes and closes tells nothing. */
function withoutIdle(rows: Shown[]): Shown[] {
  const used = rows.filter(({ kind, call }) =>
    kind === "call" && !/^(pipe|close|socket)$/.test(call)
  );
  const objects = new Set(
    [...used, ...rows.filter(({ kind }) => kind === "start")].flatMap((row) => row.objects),
  );
  return rows.filter((row) =>
    row.kind !== "call" || row.objects.length === 0 || row.objects.some((it) => objects.has(it))
  );
}
