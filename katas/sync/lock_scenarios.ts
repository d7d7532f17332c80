/**
 * What the tests of readers-writer locks run under every interleaving: a few threads, each with a few calls
 * of your functions.
 *
 * @module
 */

import type { Scenario, Thread } from "lib/testing/interleave/scenario.ts";
import type { Call, Specification } from "lib/testing/interleave/specification.ts";
import type { Memory } from "./sync.ts";

type Kata = typeof import("./sync.ts");
type Lock = InstanceType<Kata["ReadersWriterLock"]>;
type Body = (thread: Thread<Kata, Memory>) => unknown;

/** Each thread has an object of its own. */
const join = ({ module, shared }: { module: Kata; shared: Memory }) =>
  new module.ReadersWriterLock(shared);

/** A new lock for each schedule. */
const setup = ({ ReadersWriterLock }: Kata): Memory => ReadersWriterLock.create().shared;

/** Two locks, which have nothing to do with each other. */
export const twoLocks: Scenario<Kata, Memory[]> = {
  setup: (kata) => [setup(kata), setup(kata)],
  limits: { preemptions: 0 },
  threads: {
    A: ({ module, shared, assert, now }) => {
      const [one, two] = shared.map((memory) => new module.ReadersWriterLock(memory));
      const start = now();
      const other = new module.ReadersWriterLock(shared[0]!);
      assert(other.shared === shared[0], "the lock has another memory in `shared`");
      one!.lock();
      two!.lock();
      two!.unlock();
      two!.lockShared();
      other.unlock();
      two!.unlockShared();
      two!.lock();
      other.lockShared();
      one!.unlockShared();
      one!.lock();
      assert(now() - start < 100, "one thread used two locks alone, and has waited");
    },
  },
};

/** Each goes in for a while; gives when it came out. */
const stays =
  (how: "lock" | "lockShared", from: number, milliseconds: number): Body => (thread) => {
    thread.sleep(from);
    const lock = join(thread);
    const start = thread.now();
    lock[how]();
    const waited = thread.now() - start;
    thread.sleep(milliseconds);
    if (how === "lock") lock.unlock();
    else lock.unlockShared();
    return Math.round(waited);
  };

/** Three readers, each for 100 ms. */
export const readersTogether: Scenario<Kata, Memory> = {
  setup,
  limits: { preemptions: 0 },
  threads: {
    A: stays("lockShared", 0, 100),
    B: stays("lockShared", 0, 100),
    C: stays("lockShared", 50, 100),
  },
  check: ({ assert, results: { A, B, C } }) =>
    assert(
      A + B + C < 10,
      `no writer was there, and three readers have waited ${A}, ${B}, ${C} ms`,
    ),
};

const reads: Body = (thread) => {
  const lock = join(thread);
  lock.lockShared();
  thread.criticalSection();
  lock.unlockShared();
};

const writes: Body = (thread) => {
  const lock = join(thread);
  lock.lock();
  thread.criticalSection();
  lock.unlock();
};

/** Two writers and a reader, none of which may be inside beside another. */
export const writersAlone: Scenario<Kata, Memory> = {
  setup,
  limits: { preemptions: 1 },
  threads: { R: reads, W: writes, V: writes },
};

/** Two readers may be inside, and one of them leaves early; the writer waits for the other one as well. */
export const lastReader: Scenario<Kata, Memory> = {
  setup,
  limits: { preemptions: 1 },
  threads: {
    A: (thread) => {
      const lock = join(thread);
      lock.lockShared();
      thread.criticalSection(2);
      lock.unlockShared();
    },
    B: (thread) => {
      const lock = join(thread);
      lock.lockShared();
      lock.unlockShared();
    },
    W: writes,
  },
};

/** The one who is first keeps the lock for so long that the others wait for it. */
const LONG = 1e12;

/** A reader is inside, then a writer comes, and then another reader. */
export const lateReader: Scenario<Kata, Memory> = {
  setup,
  limits: { preemptions: 0 },
  threads: {
    A: stays("lockShared", 0, LONG),
    W: stays("lock", 100, 1000),
    B: stays("lockShared", 200, 0),
  },
  check: ({ assert, results: { W, B } }) => {
    assert(
      B > LONG - 100,
      "a reader is inside, a writer waits, and a reader that came later has overtaken the writer",
    );
    assert(Math.abs(W - LONG + 100) < 10, "the last reader has left, and the writer still slept");
    assert(Math.abs(B - LONG - 800) < 10, "the writer has left, and the reader still slept");
  },
};

/** A writer is inside, then a reader comes, and then another writer. */
export const lateWriter: Scenario<Kata, Memory> = {
  setup,
  limits: { preemptions: 0 },
  threads: {
    V: stays("lock", 0, LONG),
    A: stays("lockShared", 100, 0),
    W: stays("lock", 200, 1000),
  },
  check: ({ assert, results: { A, W } }) => {
    assert(
      Math.abs(W - LONG + 200) < 10,
      "a writer has left, another writer waits, and it did not go on at once",
    );
    assert(A > LONG, "a writer has left, another writer waits, and a reader was before it");
    assert(Math.abs(A - LONG - 900) < 10, "the last writer has left, and a reader still slept");
  },
};

/** A writer is inside, then two more come, and then a reader. */
export const moreWriters: Scenario<Kata, Memory> = {
  setup,
  limits: { preemptions: 0 },
  threads: {
    V: stays("lock", 0, LONG),
    W: stays("lock", 100, 1000),
    X: stays("lock", 200, 1000),
    A: stays("lockShared", 300, 0),
  },
  check: ({ assert, results: { W, X, A } }) => {
    const last = Math.max(W + 100, X + 200) - LONG;
    assert(
      Math.abs(last - 1000) < 10,
      `a writer has left while two more waited, and the last one went on ${last} ms later`,
    );
    assert(A + 300 - LONG > 1990, "a writer waits, and a reader that came later was before it");
    assert(A + 300 - LONG < 2010, "the last writer has left, and a reader still slept");
  },
};

/** A writer is inside, then two readers come. */
export const waitingReaders: Scenario<Kata, Memory> = {
  setup,
  limits: { preemptions: 0 },
  threads: {
    W: stays("lock", 0, LONG),
    A: stays("lockShared", 100, 1000),
    B: stays("lockShared", 100, 1000),
  },
  check: ({ assert, results: { A, B } }) => {
    const [first, second] = [A, B].map((waited) => waited - LONG + 100).toSorted((a, b) => a - b);
    assert(Math.abs(first!) < 10, "the writer has left, and both readers still slept");
    assert(
      Math.abs(second!) < 10,
      `the writer has left, and one of two readers went on ${second} ms later`,
    );
  },
};

/** A lock, and a number in two cells, which writers change one after the other. */
interface Guarded {
  readonly lock: Memory;
  readonly number: SharedArrayBuffer;
}

interface Joined {
  readonly lock: Lock;
  readonly cells: Int32Array;
}

const guarded = (act: (cells: Int32Array) => unknown, how: "lock" | "lockShared") =>
(
  { lock, cells }: Joined,
) => {
  lock[how]();
  const result = act(cells);
  if (how === "lock") lock.unlock();
  else lock.unlockShared();
  return result;
};

const read = (cells: Int32Array) => {
  const [first, second] = [cells[0]!, cells[1]!];
  return first === second ? first : `half of ${Math.max(first, second)}`;
};

const calls: Record<string, Call<Joined, number>> = {
  "lockShared(), read, unlockShared()": {
    run: guarded(read, "lockShared"),
    may: (number) => [{ return: number, next: number }],
  },
  "lock(), add 1, unlock()": {
    run: guarded((cells) => {
      const next = cells[0]! + 1;
      cells[0] = next;
      cells[1] = next;
    }, "lock"),
    may: (number) => [{ return: undefined, next: number + 1 }],
  },
  "the number": {
    run: ({ cells }) => read(cells),
    may: (number) => [{ return: number, next: number }],
    last: true,
  },
};

/** What whoever uses such a lock writes. The state is the number. */
export const lockCalls: Specification<Kata, Guarded, Joined, number> = {
  starts: { "the number is 0": 0 },
  create: (kata) => ({ lock: setup(kata), number: new SharedArrayBuffer(8) }),
  join: (module, { lock, number }) => ({
    lock: join({ module, shared: lock }),
    cells: new Int32Array(number),
  }),
  calls,
  end: ["the number"],
};
