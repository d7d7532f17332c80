/**
 * What the tests run under every interleaving: a few threads, each with a few calls of your functions.
 *
 * @module
 */

import type { Observer, Scenario } from "lib/testing/interleave/scenario.ts";
import type { BufferMemory } from "./semaphore.ts";

type Kata = typeof import("./semaphore.ts");

/** Each thread has an object of its own. */
const join = ({ module, shared }: Observer<Kata, SharedArrayBuffer>) =>
  new module.Semaphore(shared);

const joinBuffer = ({ module, shared }: Observer<Kata, BufferMemory>) =>
  new module.BoundedBuffer(shared);

/** A new semaphore for each schedule. */
const permits = (count: number) => ({ Semaphore }: Kata) => Semaphore.create(count).shared;

/** Two semaphores, which must have nothing to do with each other. */
export const creation: Scenario<Kata, SharedArrayBuffer[]> = {
  setup: ({ Semaphore }) => [3, 0].map((count) => Semaphore.create(count).shared),
  threads: {
    A: ({ module, shared, assert }) => {
      for (const [i, count] of [3, 0].entries()) {
        const { value } = new module.Semaphore(shared[i]!);
        assert(value === count, `after Semaphore.create(${count}), the value is ${value}`);
      }
    },
  },
};

/** One permit. A comes back for it at once, perhaps before B has woken up. */
export const oneAtATime: Scenario<Kata> = {
  setup: permits(1),
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      for (let i = 0; i < 2; i++) {
        semaphore.acquire();
        thread.criticalSection();
        semaphore.release();
      }
    },
    B: (thread) => {
      const semaphore = join(thread);
      semaphore.acquire();
      thread.criticalSection();
      semaphore.release();
    },
  },
  check: (end) => {
    const { value } = join(end);
    end.assert(value === 1, `the only permit was given back, and the value is ${value}`);
  },
};

/** A permit from a thread that never took one. */
export const handOver: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => join(thread).acquire(),
    B: (thread) => join(thread).release(),
  },
  check: (end) => {
    const { value } = join(end);
    end.assert(value === 0, `the permit was taken, and the value is ${value}`);
  },
};

/** Two threads wait, and two permits come, one right after the other. */
export const twoWaiters: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => join(thread).acquire(),
    B: (thread) => join(thread).acquire(),
    C: (thread) => {
      const semaphore = join(thread);
      semaphore.release();
      semaphore.release();
    },
  },
  check: handOver.check!,
};

/** Two permits more than there were in the beginning, from two threads at the same time. */
export const twoReleases: Scenario<Kata> = {
  setup: permits(1),
  threads: {
    A: (thread) => join(thread).release(),
    B: (thread) => join(thread).release(),
  },
  check: (end) => {
    const { value } = join(end);
    end.assert(value === 3, `two permits were added to one, and the value is ${value}`);
  },
};

/** C looks at the value while two threads want the only permit. */
export const looking: Scenario<Kata> = {
  setup: permits(1),
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      semaphore.acquire();
      semaphore.release();
    },
    B: (thread) => {
      const semaphore = join(thread);
      semaphore.acquire();
      semaphore.release();
    },
    C: (thread) => {
      const { value } = join(thread);
      thread.assert(value === 0 || value === 1, `of one permit, ${value} are said to be free`);
    },
  },
};

/** Two threads try to take the only permit. */
export const tryForOne: Scenario<Kata> = {
  setup: permits(1),
  threads: {
    A: (thread) => join(thread).tryAcquire(),
    B: (thread) => join(thread).tryAcquire(),
  },
  check: (end) => {
    const { A, B } = end.results;
    end.assert(A !== B, `there is one permit, and A is told ${A}, B is told ${B}`);
    const { value } = join(end);
    end.assert(value === 0, `the only permit was taken, and the value is ${value}`);
  },
};

/** Two threads try, and there is a permit for each. */
export const tryForTwo: Scenario<Kata> = {
  setup: permits(2),
  threads: tryForOne.threads,
  check: (end) => {
    const { A, B } = end.results;
    end.assert(A && B, `a permit was free for each, and A is told ${A}, B is told ${B}`);
  },
};

/** The permit comes when the time is nearly over, or a moment too late. */
export const lastMoment: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      const start = thread.now();
      const got = semaphore.acquireWithin(100);
      const time = thread.now() - start;
      thread.assert(got || time >= 100, `after ${time} ms, acquireWithin(100) has given up`);
      return got;
    },
    B: (thread) => {
      const semaphore = join(thread);
      thread.sleep(100);
      semaphore.release();
    },
  },
  check: (end) => {
    const { value } = join(end);
    const said = end.results.A ? "it has the permit" : "it has no permit";
    end.assert(
      value === (end.results.A ? 0 : 1),
      `A was told that ${said}, and the value is ${value}`,
    );
  },
};

/** A free permit, and then none, for a thread that has no time to wait. */
export const noTime: Scenario<Kata> = {
  setup: permits(1),
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      const first = semaphore.acquireWithin(0);
      thread.assert(first, `a permit is free, and acquireWithin(0) has returned ${first}`);
      const second = semaphore.acquireWithin(0);
      thread.assert(!second, `no permit is free, and acquireWithin(0) has returned ${second}`);
    },
  },
};

/** The permit comes when A is about to give up. If A has got it, it gives it to B. */
export const lastOfTwo: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      if (semaphore.acquireWithin(100)) semaphore.release();
    },
    B: (thread) => join(thread).acquire(),
    C: (thread) => {
      const semaphore = join(thread);
      thread.sleep(100);
      semaphore.release();
    },
  },
  check: handOver.check!,
};

/** B gives a permit, and tries to take it back before A has woken up. */
export const wokenInVain: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      const start = thread.now();
      const got = semaphore.acquireWithin(100);
      const time = Math.round(thread.now() - start);
      const late = time > 100 || (!got && time < 100);
      thread.assert(!late, `after ${time} ms, acquireWithin(100) has returned ${got}`);
      return got;
    },
    B: (thread) => {
      const semaphore = join(thread);
      thread.sleep(60);
      semaphore.release();
      semaphore.tryAcquire();
    },
  },
};

/** A permit comes long after a thread has begun to wait, and then another one. */
export const longWait: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      semaphore.acquire();
      semaphore.acquireWithin(1_000_000);
    },
    B: (thread) => {
      const semaphore = join(thread);
      for (let i = 0; i < 2; i++) {
        thread.sleep(100_000);
        semaphore.release();
      }
    },
  },
};

/** Two producers and two consumers. */
export const exchange: Scenario<Kata, BufferMemory> = {
  setup: ({ BoundedBuffer }) => BoundedBuffer.create(2).shared,
  threads: {
    P: (thread) => joinBuffer(thread).put(1),
    Q: (thread) => joinBuffer(thread).put(2),
    C: (thread) => joinBuffer(thread).take(),
    D: (thread) => joinBuffer(thread).take(),
  },
  check: ({ assert, results: { C, D } }) => {
    assert([C, D].sort().join() === "1,2", `1 and 2 were put in, and ${C} and ${D} came out`);
  },
};

/** More items than the buffer can hold. */
export const overflow: Scenario<Kata, BufferMemory> = {
  setup: ({ BoundedBuffer }) => BoundedBuffer.create(1).shared,
  threads: {
    P: (thread) => {
      const buffer = joinBuffer(thread);
      buffer.put(1);
      buffer.put(-2);
    },
    C: (thread) => {
      const buffer = joinBuffer(thread);
      return [buffer.take(), buffer.take()];
    },
  },
  check: ({ assert, results: { C } }) => {
    assert(C.join() === "1,-2", `1 and -2 were put in, and ${C.join(" and ")} came out`);
  },
};

/** One thread alone fills the buffer, goes once around, and empties it. */
export const alone: Scenario<Kata, BufferMemory> = {
  setup: ({ BoundedBuffer }) => BoundedBuffer.create(3).shared,
  threads: {
    A: (thread) => {
      const { module: { Semaphore }, shared: { free, filled, mutex }, assert } = thread;
      const buffer = joinBuffer(thread);
      const look = (after: string, ...expected: number[]) => {
        const found = [free, filled, mutex].map((memory) => new Semaphore(memory).value).join(", ");
        const wanted = expected.join(", ");
        assert(
          found === wanted,
          `after ${after}, free, filled and mutex are ${found}, not ${wanted}`,
        );
      };
      const take = (expected: number) => {
        const item = buffer.take();
        assert(
          item === expected,
          `the item that has been in longest is ${expected}, and ${item} came out`,
        );
      };
      look("create(3)", 3, 0, 1);
      for (const item of [7, 8, 9]) buffer.put(item);
      look("putting three items in", 0, 3, 1);
      take(7);
      look("taking one out", 1, 2, 1);
      buffer.put(10);
      for (const item of [8, 9, 10]) take(item);
    },
  },
};
