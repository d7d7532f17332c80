/**
 * What the tests run under every interleaving: a few threads, each with a few calls of your functions.
 *
 * @module
 */

import type { Observer, Scenario, Thread } from "lib/testing/interleave/scenario.ts";
import type { Call, Specification } from "lib/testing/interleave/specification.ts";
import type { BufferMemory } from "./semaphore.ts";

type Kata = typeof import("./semaphore.ts");
type Semaphore = InstanceType<Kata["Semaphore"]>;
type BoundedBuffer = InstanceType<Kata["BoundedBuffer"]>;
type Body = (thread: Thread<Kata, SharedArrayBuffer>) => unknown;

/** Each thread has an object of its own. */
const join = ({ module, shared }: Observer<Kata, SharedArrayBuffer>) =>
  new module.Semaphore(shared);

const joinBuffer = ({ module, shared }: Observer<Kata, BufferMemory>) =>
  new module.BoundedBuffer(shared);

/** A new semaphore for each schedule. */
const permits = (count: number) => ({ Semaphore }: Kata) => Semaphore.create(count).shared;

/** At the end, the value has to be this one. */
const leaves = (wanted: number, after: string): Scenario<Kata>["check"] => (end) => {
  const { value } = join(end);
  end.assert(value === wanted, `${after}, and the value is ${value}`);
};

/** Around every size of number that a semaphore could count in. */
const COUNTS = [0, 1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 70000, 2 ** 31 - 1, 3];

/** Many semaphores, which have nothing to do with each other. A takes a permit of each. */
export const creation: Scenario<Kata, SharedArrayBuffer[]> = {
  setup: ({ Semaphore }) => COUNTS.map((count) => Semaphore.create(count).shared),
  threads: {
    A: ({ module: { Semaphore }, shared, assert }) => {
      for (const [i, count] of COUNTS.entries()) {
        const semaphore = new Semaphore(shared[i]!);
        const { value } = semaphore;
        assert(value === count, `after Semaphore.create(${count}), the value is ${value}`);
        const taken = semaphore.tryAcquire();
        assert(
          taken === (count > 0),
          `after Semaphore.create(${count}), tryAcquire() has returned ${taken}`,
        );
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
      const left = Math.max(0, count - 1);
      const { value } = semaphore;
      assert(
        value === left,
        `after Semaphore.create(${count}), a thread took what it could get, and the value is ${value}`,
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
  threads: { A: enters(2), B: enters(2), C: enters(2) },
  check: leaves(2, "both permits were given back"),
};

/** A permit from a thread that never took one. */
export const handOver: Scenario<Kata> = {
  setup: permits(0),
  threads: {
    A: (thread) => join(thread).acquire(),
    B: (thread) => join(thread).release(),
  },
  check: leaves(0, "the permit was taken"),
};

const releasesTwice: Body = (thread) => {
  const semaphore = join(thread);
  semaphore.release();
  semaphore.release();
};

/** Two threads wait, and two permits come, one right after the other. */
export const twoWaiters: Scenario<Kata> = {
  setup: permits(0),
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

/** No time, a moment, hours, what a timer cannot hold, and for ever. */
const TIMES = [0, 0.5, 100, 3_600_000, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 100, 1e12, Infinity];

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

/** What a buffer can hold, and items that need all of their bits. */
const CAPACITIES = [1, 2, 3, 100, 300];
const ITEMS = [-(2 ** 31), 2 ** 31 - 1, 0, -1, 65536, 7];

/** Looks at the three semaphores of a buffer. */
function look(
  { module: { Semaphore }, assert }: Observer<Kata, unknown>,
  { free, filled, mutex }: BufferMemory,
  after: string,
  ...expected: number[]
): void {
  const found = [free, filled, mutex].map((memory) => new Semaphore(memory).value).join(", ");
  const wanted = expected.join(", ");
  assert(found === wanted, `after ${after}, free, filled and mutex are ${found}, not ${wanted}`);
}

/** One thread puts an item into each buffer. Another one joins them, and goes around several times. */
export const capacities: Scenario<Kata, BufferMemory[]> = {
  setup: ({ BoundedBuffer }) => CAPACITIES.map((it) => BoundedBuffer.create(it).shared),
  threads: {
    A: (thread) => {
      for (const [i, capacity] of CAPACITIES.entries()) {
        const shared = thread.shared[i]!;
        look(thread, shared, `create(${capacity})`, capacity, 0, 1);
        const buffer = new thread.module.BoundedBuffer(shared);
        buffer.put(1_000_000);
        look(thread, shared, "putting one item in", capacity - 1, 1, 1);
      }
    },
  },
  check: (end) => {
    for (const [i, capacity] of CAPACITIES.entries()) {
      const shared = end.shared[i]!;
      const buffer = new end.module.BoundedBuffer(shared);
      end.assert(
        buffer.shared.slots === shared.slots,
        "a buffer has another memory in `shared` than the one that it was made with",
      );
      look(end, shared, "joining it with one item in it", capacity - 1, 1, 1);
      const queue = [1_000_000];
      for (let round = 0; round < 3; round++) {
        while (queue.length < capacity) {
          const item = ITEMS[queue.length] ?? 1000 * round + queue.length;
          queue.push(item);
          buffer.put(item);
        }
        look(end, shared, `filling it with ${capacity} items`, 0, capacity, 1);
        const left = round % 2;
        while (queue.length > left) {
          const [item, expected] = [buffer.take(), queue.shift()];
          end.assert(
            item === expected,
            `the item that has been in longest is ${expected}, and ${item} came out ` +
              `(capacity ${capacity})`,
          );
        }
        look(end, shared, "taking items out", capacity - queue.length, queue.length, 1);
      }
    }
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

/** A day goes by before there is room, and another one before there is an item. */
export const longBufferWait: Scenario<Kata, BufferMemory> = {
  setup: ({ BoundedBuffer }) => BoundedBuffer.create(1).shared,
  threads: {
    P: (thread) => {
      const buffer = joinBuffer(thread);
      for (const item of [1, 2]) buffer.put(item);
      thread.sleep(4 * 24 * 3_600_000);
      buffer.put(3);
    },
    C: (thread) => {
      const buffer = joinBuffer(thread);
      thread.sleep(24 * 3_600_000);
      return [buffer.take(), buffer.take(), buffer.take()];
    },
  },
  check: ({ assert, results: { C } }) => {
    assert(C.join() === "1,2,3", `1, 2 and 3 were put in, and ${C.join(" and ")} came out`);
  },
};

/** Two producers, and room for the items of both. */
export const twoProducers: Scenario<Kata, BufferMemory> = {
  setup: ({ BoundedBuffer }) => BoundedBuffer.create(2).shared,
  threads: {
    P: (thread) => joinBuffer(thread).put(1),
    Q: (thread) => joinBuffer(thread).put(2),
    C: (thread) => joinBuffer(thread).take(),
  },
  check: (end) => {
    const { C } = end.results;
    const D = joinBuffer(end).take();
    end.assert(
      [C, D].sort().join() === "1,2",
      `1 and 2 were put in, and ${C} and then ${D} came out`,
    );
  },
};

/** Two items, and two consumers. */
export const twoConsumers: Scenario<Kata, BufferMemory> = {
  setup: ({ BoundedBuffer }) => {
    const buffer = BoundedBuffer.create(2);
    buffer.put(1);
    buffer.put(2);
    return buffer.shared;
  },
  threads: {
    C: (thread) => joinBuffer(thread).take(),
    D: (thread) => joinBuffer(thread).take(),
    P: (thread) => joinBuffer(thread).put(3),
  },
  check: (end) => {
    const { C, D } = end.results;
    const E = joinBuffer(end).take();
    end.assert(
      [C, D].sort().join() === "1,2" && E === 3,
      `1, 2 and 3 were put in, and ${C} and ${D} and then ${E} came out`,
    );
  },
};

/** T holds the mutex, and has scribbled over the slots, while U wants to use them. */
const guarded = (
  what: string,
  items: number[],
  use: (buffer: BoundedBuffer) => unknown,
): Scenario<Kata, BufferMemory> => ({
  setup: ({ BoundedBuffer }) => {
    const buffer = BoundedBuffer.create(3);
    for (const item of items) buffer.put(item);
    return buffer.shared;
  },
  threads: {
    T: (thread) => {
      const { Semaphore } = thread.module;
      const mutex = new Semaphore(thread.shared.mutex);
      const slots = new Uint8Array(thread.shared.slots);
      mutex.acquire();
      const before = slots.slice();
      const scribbled = before.map((byte) => byte ^ 0x55);
      slots.set(scribbled);
      thread.sleep(2000); // Until the other one waits.
      const same = slots.slice().every((byte, at) => byte === scribbled[at]);
      thread.assert(same, `${what} writes into the slots while another thread holds the mutex`);
      slots.set(before);
      mutex.release();
    },
    U: (thread) => {
      const buffer = joinBuffer(thread);
      thread.sleep(1000);
      return use(buffer);
    },
  },
  check: (end) => {
    const buffer = joinBuffer(end);
    const first = what === "take()" ? end.results.U : buffer.take();
    const found = first === 5 ? [first, buffer.take()] : [first];
    end.assert(
      found.join() === "5,6",
      `${what} reads the slots while another thread holds the mutex: ` +
        `5 and 6 were put in, and ${found.join(" and ")} came out`,
    );
  },
});

/** put() while another thread holds the mutex. */
export const guardedPut = guarded("put()", [5], (buffer) => void buffer.put(6));

/** take() while another thread holds the mutex. */
export const guardedTake = guarded("take()", [5, 6], (buffer) => buffer.take());

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

const puts = (item: number): Call<BoundedBuffer, string> => ({
  run: (buffer) => buffer.put(item),
  may: (state) => {
    const [capacity, ...items] = state.split(" ");
    return items.length < Number(capacity) ? [{ return: undefined, next: `${state} ${item}` }] : [];
  },
});

/** The same for a buffer. The state is how many items it can hold, and then these items. */
export const bufferCalls: Specification<Kata, BufferMemory, BoundedBuffer, string> = {
  starts: {
    "the buffer can hold 1 item, and is empty": "1",
    "the buffer can hold 2 items, and has 5 in it": "2 5",
    "the buffer can hold 1 item, and has 5 in it": "1 5",
    "the buffer can hold 2 items, and is empty": "2",
  },
  create: ({ BoundedBuffer }, state) => {
    const [capacity, ...items] = state.split(" ").map(Number);
    const buffer = BoundedBuffer.create(capacity!);
    for (const item of items) buffer.put(item);
    return buffer.shared;
  },
  join: ({ BoundedBuffer }, shared) => new BoundedBuffer(shared),
  calls: {
    "put(1)": puts(1),
    "put(-2)": puts(-2),
    "take()": {
      run: (buffer) => buffer.take(),
      may: (state) => {
        const [capacity, first, ...others] = state.split(" ");
        return first === undefined
          ? []
          : [{ return: Number(first), next: [capacity, ...others].join(" ") }];
      },
    },
  },
  end: [],
};
