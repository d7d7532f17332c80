/**
 * What the tests of buffers run under every interleaving: a few threads, each with a few calls of your
 * functions.
 *
 * @module
 */

import type { Observer, Scenario, Thread } from "lib/testing/interleave/scenario.ts";
import type { Call, Specification } from "lib/testing/interleave/specification.ts";
import type { BufferMemory } from "./semaphore.ts";

type Kata = typeof import("./semaphore.ts");
type BoundedBuffer = InstanceType<Kata["BoundedBuffer"]>;

/** Each thread has an object of its own. */
const joinBuffer = ({ module, shared }: Observer<Kata, BufferMemory>) =>
  new module.BoundedBuffer(shared);

/** What a buffer can hold, and items that need all of their bits. */
const CAPACITIES = [1, 2, 3, 7];
const ITEMS = [-(2 ** 31), 2 ** 31 - 1, 0, -1, 65536, 7];

/** Items in words. */
const all = (items: unknown[]) => items.length > 0 ? items.join(" and ") : "nothing";

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

/** Three objects use the same buffer for four items, in turns: the places come around once. */
function goesAround(thread: Thread<Kata, BufferMemory>): void {
  const one = joinBuffer(thread);
  one.put(10);
  one.put(20);
  const two = joinBuffer(thread);
  two.put(30);
  one.put(40);
  const three = joinBuffer(thread);
  const first = [three.take(), three.take()];
  for (const item of [50, 60]) two.put(item);
  const rest = [1, 2, 3, 4].map(() => three.take());
  const found = `${first.join(", ")}, then ${rest.join(", ")}`;
  thread.assert(
    found === "10, 20, then 30, 40, 50, 60",
    "of three objects over one memory (capacity 4), the first put in 10 and 20, the second 30, the " +
      "first 40; the third took two out; the second put in 50 and 60; the third took the rest. " +
      `10, 20, then 30, 40, 50, 60 have to come out, and ${found} came out`,
  );
}

/** One thread puts an item into each buffer. Another one joins them, and goes around several times. */
export const capacities: Scenario<Kata, BufferMemory[]> = {
  // The first one is for goesAround().
  setup: ({ BoundedBuffer }) => [4, ...CAPACITIES].map((it) => BoundedBuffer.create(it).shared),
  threads: {
    A: (thread) => {
      for (const [i, capacity] of CAPACITIES.entries()) {
        const shared = thread.shared[1 + i]!;
        look(thread, shared, `create(${capacity})`, capacity, 0, 1);
        const buffer = new thread.module.BoundedBuffer(shared);
        buffer.put(1_000_000);
        look(thread, shared, "putting one item in", capacity - 1, 1, 1);
      }
      goesAround({ ...thread, shared: thread.shared[0]! });
    },
  },
  check: (end) => {
    for (const [i, capacity] of CAPACITIES.entries()) {
      const shared = end.shared[1 + i]!;
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
    assert(C.join() === "1,-2", `1 and -2 were put in, and ${all(C)} came out`);
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
    assert(C.join() === "1,2,3", `1, 2 and 3 were put in, and ${all(C)} came out`);
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
  capacity: number,
  items: number[],
  use: (buffer: BoundedBuffer) => unknown,
): Scenario<Kata, BufferMemory> => ({
  setup: ({ BoundedBuffer }) => {
    const buffer = BoundedBuffer.create(capacity);
    for (const item of items) buffer.put(item);
    return buffer.shared;
  },
  limits: { preemptions: 0, random: 0 },
  threads: {
    T: (thread) => {
      const { Semaphore } = thread.module;
      const mutex = new Semaphore(thread.shared.mutex);
      const slots = new Uint8Array(thread.shared.slots);
      mutex.acquire();
      const before = slots.slice();
      const scribbled = before.map((byte) => byte ^ 0x55);
      slots.set(scribbled);
      thread.sleep(1e12); // The other one waits meanwhile, longer than any timer.
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
    const wanted = capacity === 1 ? [5] : [5, 6];
    const first = what === "take()" ? end.results.U : buffer.take();
    const found = first === 5 && capacity > 1 ? [first, buffer.take()] : [first];
    end.assert(
      found.join() === wanted.join(),
      `${what} reads the slots while another thread holds the mutex: ` +
        `${wanted.join(" and ")} were put in, and ${all(found)} came out`,
    );
  },
});

/** put() while another thread holds the mutex. */
export const guardedPut = guarded("put()", 3, [5], (buffer) => void buffer.put(6));

/** The same, where nobody else could use the only slot. */
export const guardedOnlyPut = guarded("put()", 1, [], (buffer) => void buffer.put(5));

/** take() while another thread holds the mutex. */
export const guardedTake = guarded("take()", 3, [5, 6], (buffer) => buffer.take());

/** The same with the only slot. */
export const guardedOnlyTake = guarded("take()", 1, [5], (buffer) => buffer.take());

const puts = (item: number): Call<BoundedBuffer, string> => ({
  run: (buffer) => buffer.put(item),
  may: (state) => {
    const [capacity, ...items] = state.split(" ");
    return items.length < Number(capacity) ? [{ return: undefined, next: `${state} ${item}` }] : [];
  },
});

/** What each call may do, when nobody else does anything. The state is how many items it can hold, and then these items. */
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
