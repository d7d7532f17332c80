/**
 * What the tests run under every interleaving: a few threads, each with a few calls of your functions.
 *
 * @module
 */

import type { Scenario, Thread } from "lib/testing/interleave/scenario.ts";
import type { Call, Specification } from "lib/testing/interleave/specification.ts";

type Kata = typeof import("./shared_memory.ts");
type Waiting = import("./shared_memory.ts").Waiting;
type Ring = InstanceType<Kata["Ring"]>;

/** The cell that is counted in, between others. */
const CELL = 1;

interface Counter {
  increment(): number;
  cells(): string;
}

/** Counts of one cell, with nothing else around it. */
const around = (count: number) => `0,${count},0`;

/** What `increment()` may do, when nobody else does anything. The state is what the cell is. */
export const counting: Specification<Kata, SharedArrayBuffer, Counter, number> = {
  starts: {
    "the cell is 0": 0,
    "the cell is 2147483647": 2 ** 31 - 1,
    "the cell is -1": -1,
    "the cell is -2147483648": -(2 ** 31),
  },
  create: (_, start) => {
    const memory = new SharedArrayBuffer(24);
    new Int32Array(memory, 8)[CELL] = start;
    return memory;
  },
  join: ({ increment }, memory) => ({
    increment: () => increment(new Int32Array(memory, 8, 3), CELL),
    cells: () => new Int32Array(memory, 8, 3).join(),
  }),
  calls: {
    "increment(cells, 1)": {
      run: (counter) => counter.increment(),
      may: (count) => [{ return: count + 1 | 0, next: count + 1 | 0 }],
    },
    "cells": {
      run: (counter) => counter.cells(),
      may: (count) => [{ return: around(count), next: count }],
    },
  },
  end: ["cells"],
};

interface Place {
  publish(record: number[]): void;
  latest(): string;
}

const publishes = (...record: number[]): Call<Place, string> => ({
  run: (place) => place.publish(record),
  may: () => [{ return: undefined, next: record.join(" ") }],
  side: "the writer",
});

/** How records are written down: `1 2 3`. */
const written = (record: number[]) => record.length === 0 ? "(empty)" : record.join(" ");

/** What `publish()` and `latest()` may do. The state is the newest record. */
export const publishing: Specification<Kata, SharedArrayBuffer, Place, string> = {
  starts: { "nothing is published": "", "1 2 3 is published": "1 2 3" },
  create: ({ publish }, start) => {
    const memory = new SharedArrayBuffer(4 * 18);
    if (start !== "") publish(new Int32Array(memory, 4, 17), start.split(" ").map(Number));
    return memory;
  },
  join: ({ publish, latest }, memory) => {
    const cells = new Int32Array(memory, 4, 17);
    return {
      publish: (record) => publish(cells, record),
      latest: () => written(latest(cells)),
    };
  },
  calls: {
    "publish(cells, [4, 5, 6])": publishes(4, 5, 6),
    "latest(cells)": {
      run: (place) => place.latest(),
      may: (record) => [{ return: record === "" ? "(empty)" : record, next: record }],
    },
    "publish(cells, [7, 8, 9, 10])": publishes(7, 8, 9, 10),
    "publish(cells, [])": publishes(),
  },
  end: ["latest(cells)"],
};

interface Published {
  memory: SharedArrayBuffer;
  /** What the cells are before anybody looks. */
  before: string;
}

/** Two threads look, and nobody publishes. */
const onlyLooking = (record?: number[]): Scenario<Kata, Published> => {
  const looks = ({ module, shared: { memory } }: Thread<Kata, Published>) =>
    written(module.latest(new Int32Array(memory)));
  return {
    setup: ({ publish }) => {
      const memory = new SharedArrayBuffer(64);
      if (record) publish(new Int32Array(memory), record);
      return { memory, before: new Int32Array(memory).join() };
    },
    threads: { A: looks, B: looks },
    always: ({ shared: { memory, before }, assert }) => {
      const now = new Int32Array(memory).join();
      assert(now === before, `a cell was changed by latest(): they were ${before}, and are ${now}`);
    },
  };
};

/** Readers of a record. */
export const readers = onlyLooking([1, 2, 3]);

/** Readers who come before the first record. */
export const earlyReaders = onlyLooking();

/** How many records are published while a reader reads one: a small number of a version is the same again. */
const MANY = 64;

/** A reader that falls asleep anywhere in its call, while many records are published. */
export const overtaken: Scenario<Kata> = {
  setup: ({ publish }) => {
    const memory = new SharedArrayBuffer(64);
    publish(new Int32Array(memory), [0, 0]);
    return memory;
  },
  threads: {
    R: ({ module, shared }) => written(module.latest(new Int32Array(shared))),
    W: ({ module, shared }) => {
      const cells = new Int32Array(shared);
      for (let at = 1; at <= MANY; at++) module.publish(cells, [at, at]);
    },
  },
  check: ({ assert, results: { R } }) => {
    const [one, other, ...more] = R.split(" ");
    const whole = one === other && more.length === 0 && Number(one) <= MANY;
    assert(whole, `records of two equal numbers were published, and latest() has given ${R}`);
  },
};

/** How many bytes a ring for so many items has. */
const bytes = (size: number) => 4 * (4 + size);

const puts = (item: number): Call<Ring, string> => ({
  run: (ring) => ring.put(item),
  may: (state) => {
    const [size, ...items] = state.split(" ");
    return items.length < Number(size) ? [{ return: undefined, next: `${state} ${item}` }] : [];
  },
  side: "the producer",
});

/** What each call may do. The state is how many items the ring can hold, and then these items. */
export const ringCalls: Specification<Kata, SharedArrayBuffer, Ring, string> = {
  starts: {
    "the ring can hold 1 item, and is empty": "1",
    "the ring can hold 1 item, and has 5 in it": "1 5",
    "the ring can hold 2 items, and has 5 in it": "2 5",
    "the ring can hold 2 items, and is full: 5, 6": "2 5 6",
  },
  create: ({ Ring }, state) => {
    const [size, ...items] = state.split(" ").map(Number);
    const memory = new SharedArrayBuffer(bytes(size!));
    const ring = new Ring(memory, Atomics);
    for (const item of items) ring.put(item);
    return memory;
  },
  join: ({ Ring }, memory) => new Ring(memory, Atomics),
  calls: {
    "put(1)": puts(1),
    "take()": {
      run: (ring) => ring.take(),
      may: (state) => {
        const [size, first, ...others] = state.split(" ");
        return first === undefined
          ? []
          : [{ return: Number(first), next: [size, ...others].join(" ") }];
      },
      side: "the consumer",
    },
    "put(-2)": puts(-2),
  },
  end: [],
};

/** Sleeps as `Atomics` does, but comes back for no reason a few times. */
function restless(): Waiting {
  let times = 3;
  return {
    wait: (cells, index, value, timeout) =>
      times-- > 0 ? "ok" : Atomics.wait(cells, index, value, timeout),
    notify: (cells, index, count) => Atomics.notify(cells, index, count),
  };
}

/** Each side is told to go on several times, for no reason. */
export const wokenInVain: Scenario<Kata> = {
  setup: () => new SharedArrayBuffer(bytes(1)),
  threads: {
    P: ({ module: { Ring }, shared }) => {
      const ring = new Ring(shared, restless());
      for (const item of [1, -2, 3]) ring.put(item);
    },
    C: ({ module: { Ring }, shared }) => {
      const ring = new Ring(shared, restless());
      return [ring.take(), ring.take(), ring.take()];
    },
  },
  check: ({ assert, results: { C } }) => {
    const found = C.join(", ");
    assert(
      found === "1, -2, 3",
      `although wait() came back for no reason, 1, -2, 3 have to come out, and not ${found}`,
    );
  },
};

/** Days go by before there is room, and before there is an item. */
export const longWait: Scenario<Kata> = {
  setup: () => new SharedArrayBuffer(bytes(1)),
  threads: {
    P: (thread) => {
      const ring = new thread.module.Ring(thread.shared, Atomics);
      for (const item of [1, 2]) ring.put(item);
      thread.sleep(400 * 24 * 3_600_000);
      ring.put(3);
    },
    C: (thread) => {
      const ring = new thread.module.Ring(thread.shared, Atomics);
      thread.sleep(100 * 24 * 3_600_000);
      return [ring.take(), ring.take(), ring.take()];
    },
  },
  check: ({ assert, results: { C } }) => {
    assert(C.join() === "1,2,3", `1, 2 and 3 were put in, and ${C.join(" and ")} came out`);
  },
};
