/**
 * Programs that call your functions several times in one process, and look at what comes of it.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument. Where it gets
 * `told`, it writes a byte there before each call that may wait, and one after it.
 *
 * @module
 */

import { constants } from "node:os";
import { SysError } from "lib/sys/errno.ts";
import { close, type Fd, read, write } from "lib/sys/fd.ts";
import { semLibc } from "lib/sys/libc.ts";
import { GETVAL, IPC_STAT, semctl } from "lib/sys/sem.ts";
import type { Outcome } from "lib/testing/outcome.ts";
import { TellingCalls } from "lib/testing/told_calls.ts";
import type { Needs } from "./semaphore_set.ts";

const load = (kata: string): Promise<typeof import("./semaphore_set.ts")> => import(kata);

/** One call of `openPool()`. */
export interface Opening {
  key: number;
  /** What `initial` gives. */
  values: number[];
  /** What `initial` throws the first time: an error with this code, or the value `undefined`. */
  throws?: string;
  /** Whether `initial` first says that it was called, and waits for a byte of the test. */
  atGate?: boolean;
  /** Whether the process waits for a byte of the test before the call, which counts as a call. */
  later?: boolean;
  /** Whether it is opened more often: see {@linkcode wearOut}. */
  often?: boolean;
}

/** What came of it. */
export interface Opened {
  outcome: Outcome<number>;
  /** How often `initial` was called. */
  asked: number;
  /** The values that the semaphores had when `openPool()` returned. */
  values: (number | undefined)[];
  /** Whether the array of `initial` was changed. */
  changed: boolean;
}

/** Keys for what happens between two calls of yours. */
export interface Between {
  /** When your first semget() here has found nothing, it says so, and waits for a byte of the test. */
  wanted?: number;
  /** Your first calls of semget() here find a set that is gone in the next moment. */
  fleeting?: number;
  /** A key that nothing has, and one that something has. */
  free?: number;
  taken?: number;
}

/** Opens pools, one after the other. */
export async function openEach(
  kata: string,
  openings: Opening[],
  between: Between = {},
  told?: Fd,
  gate?: Fd,
  inside?: Fd,
): Promise<Opened[]> {
  const { openPool } = await load(kata);
  const { noteSets } = await import("lib/testing/peer/made.ts");
  using _ = noteSets();
  using calls = new TellingCalls(told);
  const waitForTest = () => {
    write(inside!, new Uint8Array(1));
    pass(gate!);
  };
  happen(between, waitForTest);
  const all: Opened[] = [];
  for (const { key, values, throws, atGate, later, often } of openings) {
    if (later) await calls.outcome(() => pass(gate!));
    let asked = 0;
    const given = [...values];
    const initial = () => {
      asked++;
      if (atGate) waitForTest();
      if (throws && asked === 1) throw thrown(throws);
      return given;
    };
    const seen: (number | undefined)[] = [];
    const open = () => inHaste(() => openPool(key, values.length, initial));
    const outcome = await calls.outcome(() => {
      const pool = open();
      if (often) wearOut(pool, values.length, open);
      seen.push(...valuesOf(pool, values.length));
      return pool;
    });
    all.push({ outcome, asked, values: seen, changed: `${given}` !== `${values}` });
  }
  [gate, inside].forEach((fd) => fd !== undefined && close(fd));
  return all;
}

/** What `initial` throws: as the kernel's, where the kernel has such an error. */
function thrown(code: string): unknown {
  const number = Object.entries(constants.errno).find(([name]) => name === code)?.[1];
  if (number !== undefined) return new SysError("open", "a file of initial()", number);
  return code === "undefined" ? undefined : Object.assign(new Error("on purpose"), { code });
}

/** Opens a pool once more, and when its other semaphores have less then, until they have too little. */
function wearOut(pool: number, count: number, open: () => number): void {
  const rest = () => {
    const others = valuesOf(pool, semctl(pool, 0, IPC_STAT).count).slice(count);
    return others.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  };
  const before = rest();
  open();
  const lost = before - rest();
  if (lost > 0) { for (let left = rest(); left >= 0; left -= lost) open(); }
}

/** From 5 seconds to a year, in seconds: who waits so long for what may never come gives up too early. */
const [LONG, FOR_EVER] = [5n, 31_536_000n];

/** A time to wait for that is longer than any of these, in milliseconds. */
const LONGER = 1e12;

/** Calls, and the first wait for so long a time is over at once. */
function inHaste<T>(call: () => T): T {
  type Span = Uint8Array<ArrayBuffer>;
  const libc = semLibc() as {
    semtimedop: (set: number, operations: Span, count: bigint, span: Span) => number;
  };
  const { semtimedop } = libc;
  let isOver = false;
  libc.semtimedop = (set, operations, count, span) => {
    const seconds = new BigInt64Array(span.buffer)[0]!;
    if (isOver || seconds < LONG || seconds > FOR_EVER) {
      return semtimedop(set, operations, count, span);
    }
    isOver = true;
    return semtimedop(set, operations, count, new Uint8Array(span.length));
  };
  try {
    return call();
  } finally {
    libc.semtimedop = semtimedop;
  }
}

/** Calls, and tells of each time that it lets the kernel wait, in milliseconds. */
function inTime<T>(tell: (ms: number) => void, call: () => T): T {
  type Operate = (set: number, operations: unknown, count: bigint, span: Uint8Array) => number;
  const libc = semLibc() as unknown as { semtimedop: Operate };
  const { semtimedop } = libc;
  libc.semtimedop = (set, operations, count, span) => {
    const [seconds, nanoseconds] = new BigInt64Array(span.slice().buffer);
    tell(1000 * Number(seconds) + Number(nanoseconds) / 1e6);
    return semtimedop(set, operations, count, span);
  };
  try {
    return call();
  } finally {
    libc.semtimedop = semtimedop;
  }
}

/** Calls, and notes the values of a pool after each call of the kernel that has changed something. */
function inSteps<T>(pool: number, noted: Done["between"], call: () => T): T {
  type Operate = (set: number, ...rest: unknown[]) => number;
  const libc = semLibc() as unknown as { semop: Operate; semtimedop: Operate };
  const { semop, semtimedop } = libc;
  const noting = (operate: Operate): Operate => (set, ...rest) => {
    const result = operate(set, ...rest);
    // After a call that has failed, nothing may touch errno.
    if (result === 0 && set === pool) noted.push(valuesOf(pool, 4));
    return result;
  };
  [libc.semop, libc.semtimedop] = [noting(semop), noting(semtimedop)];
  try {
    return call();
  } finally {
    [libc.semop, libc.semtimedop] = [semop, semtimedop];
  }
}

/** Lets something happen between two calls of semget(). */
function happen({ wanted, fleeting, free, taken }: Between, waitForTest: () => void): void {
  if (wanted === undefined) return;
  const libc = semLibc() as { semget: (key: number, count: number, flags: number) => number };
  const { semget } = libc;
  const [CREAT, EXCL] = [0o1000, 0o2000];
  let isWanted = true;
  let fleetings: number | undefined;
  libc.semget = (key, count, flags) => {
    if (key === fleeting) {
      fleetings ??= flags & EXCL ? 3 : 0; // Who looks first, and then makes it, was alone.
      if (flags & EXCL && fleetings-- > 0) return semget(taken!, count, flags); // EEXIST
    }
    const id = semget(key, count, flags);
    if (key === wanted && isWanted && id === -1 && !(flags & CREAT)) {
      isWanted = false;
      waitForTest();
      return semget(free!, count, flags); // ENOENT, for there may be another errno now
    }
    return id;
  };
}

/** Something to call, and the pool for it. */
export type Step =
  | ["acquire", pool: number, needs: Needs, ms?: number]
  | ["release", pool: number, needs: Needs]
  | ["add", pool: number, index: number, n: number]
  | ["done", pool: number, index: number]
  | ["allDone", pool: number, index: number]
  | ["statusOf", pool: number, index: number]
  | ["waits for the test", pool: number];

/** What came of a step. */
export interface Done {
  // deno-lint-ignore no-explicit-any
  outcome: Outcome<any>;
  /** How long it took, in milliseconds. */
  ms: number;
  /** How long `acquire()` has let the kernel wait at most, in milliseconds, if it was told a time. */
  longest: number;
  /** The values of the first semaphores of its pool afterwards. */
  values: (number | undefined)[];
  /** What `release()` has made of these values on the way to the last ones. */
  between: Done["values"][];
  /** Whether the argument was changed. */
  changed: boolean;
}

/** Takes one step after another. */
export async function takeSteps(
  kata: string,
  steps: Step[],
  told?: Fd,
  gate?: Fd,
): Promise<Done[]> {
  const module = await load(kata);
  using calls = new TellingCalls(told);
  const counters = new Map<string, InstanceType<typeof module.WorkCounter>>();
  const counter = (pool: number, index: number) => {
    const key = `${pool} ${index}`;
    if (!counters.has(key)) counters.set(key, new module.WorkCounter(pool, index));
    return counters.get(key)!;
  };
  const all: Done[] = [];
  for (const step of steps) {
    const before = Deno.inspect(step);
    const between: Done["between"] = [];
    let longest = 0;
    const call = () => {
      switch (step[0]) {
        case "acquire":
          if (step.length === 3) return inHaste(() => module.acquire(step[1], step[2]));
          if (step[3]! >= LONGER) {
            return inHaste(() => module.acquire(step[1], step[2], step[3]));
          }
          return inTime(
            (ms) => longest = Math.max(longest, ms),
            () => module.acquire(step[1], step[2], step[3]),
          );
        case "release":
          return inSteps(step[1], between, () => module.release(step[1], step[2]));
        case "add":
          return counter(step[1], step[2]).add(step[3]);
        case "done":
          return counter(step[1], step[2]).done();
        case "allDone":
          return inHaste(() => counter(step[1], step[2]).allDone());
        case "statusOf":
          return module.statusOf(step[1], step[2]);
        default:
          return pass(gate!);
      }
    };
    let [ms, values]: [number, Done["values"]] = [0, []];
    const outcome = await calls.outcome(() => {
      const begin = performance.now();
      try {
        return call();
      } finally { // before the test is told, and goes on
        ms = performance.now() - begin;
        values = valuesOf(step[1], 4);
      }
    });
    const parts = between.filter((it) => `${it}` !== `${values}`);
    all.push({
      outcome,
      ms,
      longest,
      values,
      between: parts,
      changed: Deno.inspect(step) !== before,
    });
  }
  if (gate !== undefined) close(gate);
  return all;
}

/** In two threads, waits in calls of the kernel: until a semaphore has more, and then until another one is 0. */
export async function waitTwice(pool: number, more: number, zero: number): Promise<void> {
  const { semop } = await import("lib/sys/sem.ts");
  const waits = [[{ number: more, by: -1 }], [{ number: zero, by: 0 }]];
  const source = `import { semop } from "${import.meta.resolve("lib/sys/sem.ts")}";
    for (const it of ${JSON.stringify(waits)}) semop(${pool}, it);
    self.postMessage("done");`;
  const url = `data:text/javascript,${encodeURIComponent(source)}`;
  const thread = new Worker(url, { type: "module" });
  const done = new Promise((resolve) => thread.onmessage = resolve);
  for (const it of waits) semop(pool, it);
  await done;
  thread.terminate();
}

/** Waits for a byte of the test. A signal may come late. */
function pass(gate: Fd): void {
  for (;;) {
    try {
      read(gate, new Uint8Array(1));
      return;
    } catch (error) {
      if (!(error instanceof SysError && error.code === "EINTR")) throw error;
    }
  }
}

function valuesOf(pool: number, count: number): (number | undefined)[] {
  return Array.from({ length: count }, (_, number) => {
    try {
      return semctl(pool, number, GETVAL);
    } catch {
      return undefined;
    }
  });
}
