/** What the explorer sees, and what it does at its limits. */

import { explore } from "./engine.ts";
import type { Options } from "./report.ts";
import type { Scenario, Thread } from "./scenario.ts";
import { assertEquals, assertMatch, assertThrows } from "@std/assert";

type Body = (thread: Thread<unknown, SharedArrayBuffer>) => unknown;

const { load } = Atomics; // after the import above: modelled all the same

const setup = () => new SharedArrayBuffer(64);
const run = async (scenario: Partial<Scenario<unknown>>, options?: Options) =>
  (await explore({ setup, threads: {}, ...scenario }, [], import.meta.url, options))[0];
const runs = (...bodies: Body[]) =>
  run({ threads: Object.fromEntries(bodies.map((body, number) => ["ABC"[number], body])) });
const cells = ({ shared }: { shared: SharedArrayBuffer }) => new Int32Array(shared);

/** Two threads add 1 to a cell: is a count lost? */
const counting = async (count: (cells: Int32Array<SharedArrayBuffer>) => void) =>
  (await run({
    threads: { A: (thread) => count(cells(thread)), B: (thread) => count(cells(thread)) },
    check: (end) => end.assert(cells(end)[1] === 2, "a count is lost"),
  })).failure?.sentence;

Deno.test("functions that were taken out of Atomics are steps", async () => {
  assertEquals(
    await counting((cells) => Atomics.store(cells, 1, load(cells, 1) + 1)),
    "A count is lost.",
  );
});

Deno.test("plain accesses through any view of the shared memory are steps", async () => {
  const ways: ((cells: Int32Array<SharedArrayBuffer>) => void)[] = [
    (cells) => cells[1]!++,
    (cells) => cells.subarray(1)[0]!++,
    (cells) => new Int32Array(cells.buffer, 4, 1)[0]!++,
    (cells) => new Uint8Array(cells.buffer)[4]!++,
    (cells) => cells.fill(cells.at(1)! + 1, 1, 2),
    (cells) => cells.set([cells.slice(1, 2)[0]! + 1], 1),
    (cells) => cells[1] = [...cells][1]! + 1,
    (cells) => cells[1] = cells.reduce((sum, it) => sum + it) + 1,
    ({ buffer }) => {
      const view = new DataView(buffer);
      view.setInt32(4, view.getInt32(4, true) + 1, true);
    },
  ];
  for (const way of ways) assertEquals(await counting(way), "A count is lost.", `${way}`);
});

Deno.test("outside of a schedule, everything does what it always did", () => {
  const cells = new Int32Array(new SharedArrayBuffer(8));
  cells[0]!--;
  cells.fill(7, 1);
  assertEquals([...cells], [-1, 7]);
  assertEquals(Atomics.wait(cells, 0, -1, 1), "timed-out");
  assertThrows(() => Atomics.wait(cells, 0, -1), Error, "because no thread runs");
  assertEquals(cells instanceof Int32Array && cells.buffer instanceof SharedArrayBuffer, true);
  assertEquals(Math.abs(new Date().getTime() - Date.now()) < 60_000, true);
  assertEquals(new Date(0).getTime(), 0);
});

Deno.test("always sees every step", async () => {
  const takes: Body = (thread) => {
    Atomics.sub(cells(thread), 0, 1);
    Atomics.add(cells(thread), 0, 1);
  };
  const { failure } = await run({
    threads: { A: takes, B: takes },
    always: (now) => now.assert(Atomics.load(cells(now), 0) > -2, "two were taken"),
  });
  assertEquals([failure?.sentence, failure?.schedule], ["Two were taken.", "12"]);
});

Deno.test("waiters wake in the order in which they came, and as many as notify() says", async () => {
  const waits = (place: number): Body => (thread) => {
    thread.sleep(2 * place);
    Atomics.wait(cells(thread), 0, 0);
    const before = Atomics.add(cells(thread), 1, 1);
    thread.assert(before === place, `number ${place} woke up after ${before} others`);
  };
  const notifies: Body = (thread) => {
    for (const count of [1, 1]) {
      thread.sleep(10);
      thread.assert(Atomics.notify(cells(thread), 0, count) === count, "it woke somebody else");
    }
    thread.assert(Atomics.notify(cells(thread), 0) === 0, "somebody waits for nothing");
  };
  assertEquals((await runs(waits(0), waits(1), notifies)).failure, undefined);
});

Deno.test("wait() and notify() work with 64-bit cells", async () => {
  const report = await runs((thread) => {
    const view = new BigInt64Array(thread.shared, 8);
    while (Atomics.load(view, 1) === 0n) Atomics.wait(view, 1, 0n);
  }, (thread) => {
    const view = new BigInt64Array(thread.shared);
    Atomics.store(view, 2, 5n);
    Atomics.notify(view, 2);
  });
  assertEquals(report.failure, undefined);
});

Deno.test("clocks, dates and chance are modelled, and the same again when a thread goes on", async () => {
  const report = await runs(({ assert, now, sleep, ...thread }) => {
    const [start, chance] = [now(), Math.random()];
    const [date, time] = [Date.now(), performance.now()];
    Atomics.load(cells(thread), 0);
    sleep(1000);
    assert(Math.round(performance.now() - time) === 1000, "performance.now() stands still");
    assert(new Date().getTime() - date === 1000, "the date stands still");
    assert(Math.round(now() - start) === 1000, "now() stands still");
    assert(chance !== Math.random(), "chance is always the same");
    const own = new Int32Array(new SharedArrayBuffer(4));
    Atomics.store(own, 0, 5);
    assert(Atomics.wait(own, 0, 5, 20) === "timed-out", "nobody can wake it");
    assert(Atomics.load(own, 0) === 5, "its own memory is a new one");
  }, (thread) => {
    for (let i = 0; i < 3; i++) Atomics.add(cells(thread), 0, 1);
  });
  assertEquals(report.failure, undefined);
});

Deno.test("a timeout can end early, in the order of the deadlines", async () => {
  const waits = (milliseconds: number): Body => (thread) =>
    Atomics.wait(cells(thread), 0, 0, milliseconds);
  const works: Body = (thread) => Atomics.add(cells(thread), 1, 1);
  const outcomes = new Set<string>();
  const { failure } = await run({
    threads: { A: waits(10), B: waits(20), C: works },
    check: ({ results }) => outcomes.add(`${results.A} ${results.B}`),
  });
  assertEquals([failure, [...outcomes]], [undefined, ["timed-out timed-out"]]);
});

Deno.test("what a thread keeps to itself is the same again when it goes on", async () => {
  const { failure } = await runs((thread) => {
    const own = new Int32Array(1);
    Atomics.store(own, 0, 5);
    const before = [...cells(thread)].length;
    const nested = cells(thread).map((it) => it + Atomics.load(cells(thread), 0) * 0);
    Atomics.add(cells(thread), 0, 1);
    console.log(cells(thread), { before });
    Atomics.add(cells(thread), 0, 1);
    thread.assert(own[0] === 5, "its own memory is lost");
    thread.assert(before === 16 && nested.length === 16, "a copy is lost");
  }, (thread) => {
    Atomics.add(cells(thread), 0, 1);
    Atomics.add(cells(thread), 0, 1);
    thread.assert(Atomics.load(cells(thread), 0) < 4, "everything is as expected");
  });
  assertEquals(failure?.sentence, "Everything is as expected.");
});

Deno.test("an error that nobody catches is found; code that cleans up changes nothing any more", async () => {
  const { failure } = await runs((thread) => {
    try {
      Atomics.wait(cells(thread), 0, 0);
    } finally {
      Atomics.add(cells(thread), 0, 1);
    }
  }, () => {
    throw new RangeError("too much");
  });
  assertEquals(
    [failure?.kind, failure?.sentence, failure?.schedule],
    ["error", "B threw RangeError: too much.", "2"],
  );
});

Deno.test("an error that the thread catches is part of the schedule", async () => {
  const report = await runs((thread) => {
    try {
      Atomics.load(cells(thread), 100);
    } catch (error) {
      thread.assert(error instanceof RangeError, `${error}`);
    }
    Atomics.add(cells(thread), 0, 1);
  }, (thread) => Atomics.add(cells(thread), 0, 1));
  assertEquals(report.failure, undefined);
});

Deno.test("a thread that catches everything can be left all the same", async () => {
  const stubborn: Body = (thread) => {
    for (let i = 0; i < 3; i++) {
      try {
        Atomics.wait(cells(thread), 0, 0);
      } catch {
        // again
      }
    }
  };
  assertEquals(
    (await runs(stubborn)).failure?.sentence,
    "Deadlock: A waits at [0] while it is 0, and nobody is left to change that.",
  );
});

Deno.test("what cannot be explored is an error", async () => {
  const { failure } = await run({
    setup: () => (Atomics.wait(cells({ shared: setup() }), 0, 0), setup()),
  });
  assertMatch(failure?.sentence ?? "", /Atomics.wait\(\) would never return/);
});

Deno.test("a variable outside of the shared memory is noticed", async () => {
  let count = 0;
  const counts: Body = (thread) => {
    Atomics.load(cells(thread), count++ % 3);
    Atomics.load(cells(thread), 3);
  };
  assertMatch((await runs(counts, counts)).failure?.sentence ?? "", /outside of the shared memory/);
});

/** It takes many preemptions to see all of the other thread's numbers. */
const deep: Partial<Scenario<unknown>> = {
  threads: {
    A: (thread) => [1, 2, 3].forEach((number) => Atomics.store(cells(thread), 0, number)),
    B: (thread) => {
      const seen = [0, 1, 2, 3].map(() => Atomics.load(cells(thread), 0));
      thread.assert(seen.join() !== "0,1,2,3", "B saw every number");
    },
  },
};

Deno.test("what takes more preemptions is found with a higher bound, or by chance", async () => {
  assertEquals(await run(deep, { random: 0 }), { schedules: 19, bound: 2 });
  const { failure, bound } = await run(deep, { preemptions: 5 });
  assertEquals([failure?.preemptions, failure?.schedule, bound], [5, "2121212", 4]);
  const lucky = await Promise.all([1, 2].map(() => run(deep, { random: 500, seed: 7 })));
  assertEquals(lucky[0], lucky[1]);
  assertEquals(lucky[0]?.failure?.sentence, "B saw every number.");
});

Deno.test("in regular turns, one thread loses every race, as often as there is one", async () => {
  const races = 6;
  const scenario: Partial<Scenario<unknown>> = {
    limits: { preemptions: 0, random: 0 },
    threads: {
      A: (thread) => {
        for (let lost = 0; lost < races; lost++) {
          const seen = Atomics.load(cells(thread), 0);
          if (Atomics.compareExchange(cells(thread), 0, seen, seen + 1) === seen) return;
        }
        thread.assert(false, "it has given up");
      },
      B: (thread) => {
        for (let i = 0; i < 2 * races; i++) Atomics.add(cells(thread), 0, 1);
      },
    },
  };
  assertEquals((await run(scenario)).failure, undefined);
  const limits = { ...scenario.limits, regular: 1 };
  assertEquals((await run({ ...scenario, limits })).failure?.sentence, "It has given up.");
});

Deno.test("the budget limits the schedules", async () => {
  assertEquals(await run(deep, { budget: 10, random: 5 }), {
    schedules: 15,
    bound: 1,
    incomplete: true,
  });
  const { schedules, incomplete } = await run(deep, { work: 60, random: 0 });
  assertEquals([schedules > 2 && schedules < 19, incomplete], [true, true]);
});

Deno.test("a schedule can be run again", async () => {
  const { failure } = await run(deep, { preemptions: 5 });
  const again = await run(deep, { schedule: failure!.schedule });
  assertEquals(again, { schedules: 1, bound: -1, failure });
  assertEquals(await (await run(deep, { schedule: "111222" })).failure, undefined);
  assertMatch(
    (await run(deep, { schedule: "3" })).failure?.sentence ?? "",
    /^Good news: your code does not take this/,
  );
});

Deno.test("the table has a column for each thread and a line for each operation", async () => {
  const { failure } = await run({
    setup: () => ({ flag: setup(), data: setup() }) as never,
    threads: {
      reader: ({ shared, note, sleep }) => {
        const { flag, data } = shared as unknown as Record<string, SharedArrayBuffer>;
        Atomics.wait(new Int32Array(flag!), 0, 0);
        note("has a look");
        const value = new Int32Array(data!)[2];
        console.log("got", value);
        sleep(5);
        Atomics.wait(new Int32Array(flag!), 0, 1, 7.5);
        throw new Error("enough");
      },
      writer: ({ shared }) => {
        const { flag, data } = shared as unknown as Record<string, SharedArrayBuffer>;
        new Int32Array(data!)[2] = 42;
        Atomics.compareExchange(new Int32Array(flag!), 0, 0, 1);
        Atomics.compareExchange(new Int32Array(flag!), 0, 0, 1);
        Atomics.exchange(new Int32Array(flag!), 1, 3);
        Atomics.notify(new Int32Array(flag!), 0);
        new Int32Array(data!).fill(0, 5);
      },
    },
  }, { preemptions: 0 });
  assertEquals(
    failure?.table,
    `
reader                 writer
wait flag[0] while 0 → blocked
                       write data[2] 42
                       compareExchange flag[0] from 0 to 1 → done
                       compareExchange flag[0] from 0 to 1 → not done, was 1
                       exchange flag[1] 3 → was 0
woken                  notify flag[0] → 1 woken
                       fill(0, 5)
has a look
read data[2] → 42
prints got 42
sleeps for 5 ms
wakes up
wait flag[0] while 1 for 7.5 ms → blocked
wait → timed-out
throws Error: enough`.slice(1),
  );
});
