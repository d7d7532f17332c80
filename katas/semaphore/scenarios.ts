/**
 * What the tests of semaphores run under every interleaving: a few threads, each with a few calls of your
 * functions.
 *
 * @module
 */

import type { Observer, Scenario, Thread } from "lib/testing/interleave/scenario.ts";
import type { Call, Specification } from "lib/testing/interleave/specification.ts";

type Kata = typeof import("./semaphore.ts");
type Semaphore = InstanceType<Kata["Semaphore"]>;
type Body = (thread: Thread<Kata, SharedArrayBuffer>) => unknown;

/** Each thread has an object of its own. */
const join = ({ module, shared }: Observer<Kata, SharedArrayBuffer>) =>
  new module.Semaphore(shared);

/** A new semaphore for each schedule. */
const permits = (count: number) => ({ Semaphore }: Kata) => Semaphore.create(count).shared;

/** At the end, the value has to be this one. */
const leaves = (wanted: number, after: string): Scenario<Kata>["check"] => (end) => {
  const { value } = join(end);
  end.assert(value === wanted, `${after}, and the value is ${value}`);
};

/** Around every size of number that a semaphore could count in. */
const COUNTS = [
  ...[0, 1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 70000],
  ...[2 ** 24, 2 ** 30 - 1, 2 ** 30, 2 ** 31 - 3, 2 ** 31 - 2, 2 ** 31 - 1, 3],
];

/** As many permits as there may be. */
const ALL = 2 ** 31 - 1;

/** Whether a permit is taken first. */
const takes = (count: number) => count !== ALL - 1;

/** How many are given then. No more than ALL are given ever, which some solutions count. */
const gives = (count: number) => Math.min(2, ALL - count);

/** Many semaphores, which have nothing to do with each other. A takes a permit of each, and gives some. */
export const creation: Scenario<Kata, SharedArrayBuffer[]> = {
  setup: ({ Semaphore }) => COUNTS.map((count) => Semaphore.create(count).shared),
  threads: {
    A: ({ module: { Semaphore }, shared, assert }) => {
      const objects = COUNTS.map((_, i) => new Semaphore(shared[i]!));
      for (const [i, count] of COUNTS.entries()) {
        const semaphore = objects[i]!;
        const { value } = semaphore;
        assert(value === count, `after Semaphore.create(${count}), the value is ${value}`);
        if (!takes(count)) continue;
        const taken = semaphore.tryAcquire();
        assert(
          taken === (count > 0),
          `after Semaphore.create(${count}), tryAcquire() has returned ${taken}`,
        );
      }
      for (const [i, count] of COUNTS.entries()) {
        const semaphore = objects[i]!;
        const other = new Semaphore(shared[i]!);
        const rest = takes(count) ? Math.max(0, count - 1) : count;
        const before = takes(count) ? `tryAcquire() and ` : "";
        for (let given = 0; given <= gives(count); given++) {
          if (given > 0) semaphore.release();
          for (const [who, value] of [["that object", semaphore.value], ["another", other.value]]) {
            assert(
              value === rest + given,
              `after Semaphore.create(${count}), ${before}${given} times release() by one object, ` +
                `${who} says that the value is ${value}`,
            );
          }
        }
      }
    },
  },
  check: ({ module: { Semaphore }, shared, assert }) => {
    for (const [i, count] of COUNTS.entries()) {
      const semaphore = new Semaphore(shared[i]!);
      assert(
        semaphore.shared === shared[i],
        "a semaphore has another memory in `shared` than the one that it was made with",
      );
      const left = (takes(count) ? Math.max(0, count - 1) : count) + gives(count);
      const { value } = semaphore;
      const took = takes(count) ? "took a permit if it could, and " : "";
      assert(
        value === left,
        `after Semaphore.create(${count}), a thread ${took}gave ${
          gives(count)
        }, and the value is ${value}`,
      );
    }
  },
};

const entersTwice: Body = (thread) => {
  const semaphore = join(thread);
  for (let i = 0; i < 2; i++) {
    semaphore.acquire();
    thread.criticalSection();
    semaphore.release();
  }
};

const enters = (limit: number): Body => (thread) => {
  const semaphore = join(thread);
  semaphore.acquire();
  thread.criticalSection(limit);
  semaphore.release();
};

/** One permit. A comes back for it at once, perhaps before B has woken up. */
export const oneAtATime: Scenario<Kata> = {
  setup: permits(1),
  threads: { A: entersTwice, B: enters(1) },
  check: leaves(1, "the only permit was given back"),
};

/** Two permits, and three who want one. */
export const twoAtATime: Scenario<Kata> = {
  setup: permits(2),
  limits: { preemptions: 0 },
  threads: { A: enters(2), B: enters(2), C: enters(2) },
  check: leaves(2, "both permits were given back"),
};

/** A permit from a thread that never took one, and that is busy with something else afterwards. */
export const handOver: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => {
      join(thread).acquire();
      return thread.now();
    },
    B: (thread) => {
      join(thread).release();
      const given = thread.now();
      thread.sleep(1000);
      return given;
    },
  },
  check: (end) => {
    const { A, B } = end.results;
    const late = Math.round(A - B);
    end.assert(late < 1000, `B gives a permit and then is busy, and A waits ${late} ms for it`);
    leaves(0, "the permit was taken")!(end);
  },
};

const releasesTwice: Body = (thread) => {
  const semaphore = join(thread);
  semaphore.release();
  semaphore.release();
};

/** Two threads wait, and two permits come, one right after the other. */
export const twoWaiters: Scenario<Kata> = {
  setup: permits(0),
  limits: { preemptions: 1 },
  threads: {
    A: (thread) => join(thread).acquire(),
    B: (thread) => join(thread).acquire(),
    C: releasesTwice,
  },
  check: leaves(0, "both permits were taken"),
};

/** Two threads wait, one of them for a limited time, and two permits come. */
export const twoKindsOfWaiters: Scenario<Kata> = {
  setup: permits(0),
  limits: { preemptions: 1 },
  threads: {
    A: (thread) => join(thread).acquireWithin(Infinity),
    B: (thread) => join(thread).acquire(),
    C: releasesTwice,
  },
  check: leaves(0, "both permits were taken"),
};

/** Three tasks of one thread, and a thread that waits in the kernel; a permit for each. */
export const fourWaiters: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: async (thread) => {
      const semaphore = join(thread);
      await Promise.all([1, 2, 3].map(() => semaphore.acquireAsync()));
    },
    B: (thread) => join(thread).acquire(),
    C: (thread) => {
      const semaphore = join(thread);
      for (let i = 0; i < 4; i++) semaphore.release();
    },
  },
  check: leaves(0, "all four permits were taken"),
};

/** A permit comes after some time, and another one is free already. */
export const promptTasks: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: async (thread) => {
      const semaphore = join(thread);
      const { withPermit } = thread.module;
      const start = thread.now();
      /** Timers that put something off until the event loop is idle take no longer than this. */
      const comes = (what: string, expected: number) => {
        const time = Math.round(thread.now() - start);
        thread.assert(
          time <= expected + 5,
          `a permit came after ${expected} ms, and ${what} went on after ${time} ms`,
        );
      };
      await semaphore.acquireAsync();
      comes("acquireAsync()", 1000);
      semaphore.release();
      await semaphore.acquireAsync();
      comes("acquireAsync()", 1000);
      await withPermit(semaphore, () => comes("the task of withPermit()", 2000));
      comes("withPermit()", 2000);
    },
    B: (thread) => {
      const semaphore = join(thread);
      for (let i = 0; i < 2; i++) {
        thread.sleep(1000);
        semaphore.release();
      }
    },
  },
  check: leaves(1, "the permit of the task came back"),
};

/** Three tasks of one thread, and one of another one, of which two may run at the same time. */
export const tasks: Scenario<Kata> = {
  setup: permits(2),
  threads: {
    A: async (thread) => {
      const semaphore = join(thread);
      const { withPermit } = thread.module;
      const task = (name: string) => async () => {
        thread.criticalSection(2);
        await Promise.resolve();
        return name;
      };
      const results = await Promise.all(
        ["one", "two", "three"].map((name) => withPermit(semaphore, task(name))),
      );
      thread.assert(results.join() === "one,two,three", `the tasks returned ${results}`);
    },
    B: async (thread) => {
      const { withPermit } = thread.module;
      const result = await withPermit(join(thread), () => (thread.criticalSection(2), 4));
      thread.assert(result === 4, `the task returned 4, and withPermit() ${result}`);
    },
  },
  check: leaves(2, "all tasks are over"),
};

/** Two permits more than there were in the beginning, from two threads at the same time. */
export const twoReleases: Scenario<Kata> = {
  setup: permits(1),
  threads: {
    A: (thread) => join(thread).release(),
    B: (thread) => join(thread).release(),
  },
  check: leaves(3, "two permits were added to one"),
};

const takesAndGives: Body = (thread) => {
  const semaphore = join(thread);
  semaphore.acquire();
  semaphore.release();
};

/** C looks at the value while two threads want the only permit. */
export const looking: Scenario<Kata> = {
  setup: permits(1),
  threads: {
    A: takesAndGives,
    B: takesAndGives,
    C: (thread) => {
      const { value } = join(thread);
      thread.assert(value === 0 || value === 1, `of one permit, ${value} are said to be free`);
    },
  },
};

const tries: Body = (thread) => join(thread).tryAcquire();

/** No permit is free, and nobody else is there who could give one. */
export const tryForNone: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      const start = thread.now();
      const got = semaphore.tryAcquire();
      const time = thread.now() - start;
      thread.assert(
        !got && time < 0.5,
        `no permit is free, and tryAcquire() has returned ${got} after ${Math.round(time)} ms`,
      );
    },
  },
};

/** Two threads try to take the only permit. */
export const tryForOne: Scenario<Kata> = {
  setup: permits(1),
  threads: { A: tries, B: tries },
  check: (end) => {
    const { A, B } = end.results;
    end.assert(A !== B, `there is one permit, and A is told ${A}, B is told ${B}`);
    leaves(0, "the only permit was taken")!(end);
  },
};

/** Two threads try, and there is a permit for each. */
export const tryForTwo: Scenario<Kata> = {
  setup: permits(2),
  threads: { A: tries, B: tries },
  check: (end) => {
    const { A, B } = end.results;
    end.assert(A && B, `a permit was free for each, and A is told ${A}, B is told ${B}`);
    leaves(0, "both permits were taken")!(end);
  },
};

/** A thread waits, two permits come, and whoever has given them takes one back: it is not the only one. */
export const tryForSecond: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => join(thread).acquire(),
    B: (thread) => {
      const semaphore = join(thread);
      semaphore.release();
      semaphore.release();
      const got = semaphore.tryAcquire();
      thread.assert(
        got,
        "B has given two permits, A wants one of them, and tryAcquire() of B has returned false",
      );
    },
  },
  check: leaves(0, "both permits were taken"),
};

/** A has to do its work, although B gives a permit between any two of its steps, a hundred times. */
const racing = (
  name: string,
  call: (semaphore: Semaphore) => unknown,
  expected: unknown,
  left: number,
): Scenario<Kata> => ({
  setup: permits(1),
  limits: { preemptions: 0, random: 0, regular: 8 },
  threads: {
    A: (thread) => call(join(thread)),
    B: (thread) => {
      const semaphore = join(thread);
      for (let i = 0; i < 100; i++) semaphore.release();
    },
  },
  check: (end) => {
    const { A } = end.results;
    const what = "at least one permit was free all the time, while B gave a hundred";
    end.assert(A === expected, `${what}, and ${name} has returned ${A}`);
    leaves(left, `${what} to one, and A called ${name}`)!(end);
  },
});

/** tryAcquire() while the count changes all the time. */
export const racingTry = racing("tryAcquire()", (it) => it.tryAcquire(), true, 100);

/** release() while the count changes all the time. */
export const racingRelease = racing("release()", (it) => it.release(), undefined, 102);

/** acquireWithin() while the count changes all the time. */
export const racingWithin = racing("acquireWithin(0)", (it) => it.acquireWithin(0), true, 100);

/** No time, a moment, hours, what a timer cannot hold, and for ever. */
const TIMES = [0, 0.5, 120, 3_600_000, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 100, 1e12, Infinity];

/** Calls acquireWithin(), and sees whether it comes back when it should, to the millisecond. */
function within(
  { assert, now }: Thread<Kata, SharedArrayBuffer>,
  semaphore: Semaphore,
  milliseconds: number,
  expected: { after: number; got: boolean; because: string },
): void {
  const start = now();
  const got = semaphore.acquireWithin(milliseconds);
  const time = now() - start;
  const inTime = Math.abs(time - expected.after) <= 1.5; // Some clocks have whole milliseconds only.
  assert(
    got === expected.got && inTime,
    `${expected.because}, and after ${Math.round(time)} ms, ` +
      `acquireWithin(${milliseconds}) has returned ${got}`,
  );
}

/** One permit is free, and then none, for a thread that has so much time. */
export const alone: Scenario<Kata, SharedArrayBuffer[]> = {
  setup: ({ Semaphore }) => TIMES.map(() => Semaphore.create(1).shared),
  threads: {
    A: (thread) => {
      for (const [i, time] of TIMES.entries()) {
        const shared = thread.shared[i]!;
        const semaphore = new thread.module.Semaphore(shared);
        const of = { ...thread, shared };
        within(of, semaphore, time, { after: 0, got: true, because: "a permit is free" });
        if (time === Infinity) continue;
        within(of, semaphore, time, { after: time, got: false, because: "no permit is free" });
      }
    },
  },
  check: ({ module: { Semaphore }, shared, assert }) => {
    for (const [i, time] of TIMES.entries()) {
      const { value } = new Semaphore(shared[i]!);
      assert(
        value === 0,
        `acquireWithin(${time}) took the only permit and then none, and the value is ${value}`,
      );
    }
  },
};

/** The permit comes when half of the time is over. */
export const halfTime: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      for (const time of [3000, 2 ** 33]) {
        const because = `a permit came after ${time / 2} ms`;
        within(thread, semaphore, time, { after: time / 2, got: true, because });
        thread.sleep(time / 2);
      }
    },
    B: (thread) => {
      const semaphore = join(thread);
      for (const time of [3000, 2 ** 33]) {
        thread.sleep(time / 2);
        semaphore.release();
        thread.sleep(time / 2);
      }
    },
  },
  check: leaves(0, "each permit was taken"),
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
      thread.assert(got || time >= 99, `after ${time} ms, acquireWithin(100) has given up`);
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

/** The permit comes when A is about to give up. If A has got it, it gives it to B. */
export const lastOfTwo: Scenario<Kata> = {
  setup: permits(0),
  limits: { preemptions: 1 },
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
  check: leaves(0, "the permit was taken"),
};

/** B gives a permit three times, and tries to take it back before A has woken up. */
export const wokenInVain: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      const start = thread.now();
      const got = semaphore.acquireWithin(100);
      const time = Math.round(thread.now() - start);
      const wrong = time > 101 || (!got && time < 99);
      thread.assert(!wrong, `after ${time} ms, acquireWithin(100) has returned ${got}`);
      return got;
    },
    B: (thread) => {
      const semaphore = join(thread);
      for (const pause of [60, 20, 10]) {
        thread.sleep(pause);
        semaphore.release();
        if (!semaphore.tryAcquire()) return; // A was faster.
      }
    },
  },
  check: (end) => {
    const said = end.results.A ? "has returned true" : "has returned false";
    leaves(0, `each permit that was given was taken, acquireWithin(100) ${said}`)!(end);
  },
};

/** A permit comes 400 days after a thread has begun to wait, and then another one. */
export const longWait: Scenario<Kata> = {
  setup: permits(0),
  limits: { preemptions: 0, random: 0 },
  threads: {
    A: (thread) => {
      const semaphore = join(thread);
      semaphore.acquire();
      semaphore.acquireWithin(1e12);
      semaphore.acquireWithin(Infinity);
    },
    B: (thread) => {
      const semaphore = join(thread);
      for (let i = 0; i < 3; i++) {
        thread.sleep(400 * 24 * 3_600_000);
        semaphore.release();
      }
    },
  },
};

/** Takes a permit where one is free; otherwise it waits, or says that there is none. */
const taking = (
  run: (semaphore: Semaphore) => unknown,
  taken: unknown,
  otherwise?: unknown,
): Call<Semaphore, number> => ({
  run,
  may: (free) => {
    if (free > 0) return [{ return: taken, next: free - 1 }];
    return otherwise === undefined ? [] : [{ return: otherwise, next: free }];
  },
});

/** What each call may do, when nobody else does anything. The state is how many permits are free. */
export const semaphoreCalls: Specification<Kata, SharedArrayBuffer, Semaphore, number> = {
  starts: { "1 permit is free": 1, "no permit is free": 0, "2 permits are free": 2 },
  create: ({ Semaphore }, free) => Semaphore.create(free).shared,
  join: ({ Semaphore }, shared) => new Semaphore(shared),
  calls: {
    "acquire()": taking((semaphore) => semaphore.acquire(), undefined),
    "release()": {
      run: (semaphore) => semaphore.release(),
      may: (free) => [{ return: undefined, next: free + 1 }],
    },
    "tryAcquire()": taking((semaphore) => semaphore.tryAcquire(), true, false),
    "acquireWithin(0)": taking((semaphore) => semaphore.acquireWithin(0), true, false),
    "acquireAsync()": taking((semaphore) => semaphore.acquireAsync(), undefined),
    "acquireWithin(50)": {
      ...taking((semaphore) => semaphore.acquireWithin(50), true),
      within: 50,
    },
    "value": {
      run: (semaphore) => semaphore.value,
      may: (free) => [{ return: free, next: free }],
    },
  },
  end: ["value"],
};
