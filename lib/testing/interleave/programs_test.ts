/**
 * Small programs, each known to be right or wrong: the explorer clears it, or finds what is wrong. What is
 * found, and in how many schedules, is the same in every run.
 */

import { explore } from "./engine.ts";
import type { End, Scenario, Thread } from "./scenario.ts";
import type { Options } from "./report.ts";
import { assertEquals } from "@std/assert";

type Body = (thread: Thread<unknown, SharedArrayBuffer>, cells: Int32Array) => unknown;
type Look = (end: End<unknown, SharedArrayBuffer>, cells: Int32Array) => void;

/** Threads `A`, `B`, … over eight cells, of which the first may have values. */
function program(values: number[], bodies: Body[], check: Look = () => {}) {
  const scenario: Scenario<unknown> = {
    setup: () => {
      const cells = new Int32Array(new SharedArrayBuffer(32));
      cells.set(values);
      return cells.buffer as SharedArrayBuffer;
    },
    threads: Object.fromEntries(bodies.map((body, number) => [
      String.fromCharCode(65 + number),
      (thread) => body(thread, new Int32Array(thread.shared)),
    ])),
    check: (end) => check(end, new Int32Array(end.shared)),
  };
  return async (options?: Options) => (await explore(scenario, [], import.meta.url, options))[0];
}
type Program = ReturnType<typeof program>;

const threads = (count: number, body: Body) => Array<Body>(count).fill(body);

/** A program is right: all schedules up to the bound, and the random ones, went well. */
async function clears(program: Program, schedules: number) {
  assertEquals(await program({ random: 0 }), { schedules, bound: 2 });
  assertEquals((await program()).failure, undefined);
}

/** A program is wrong: after so many schedules, this is known to be the shortest that shows it. */
async function finds(program: Program, schedules: number, steps: number, sentence: string) {
  const { failure, ...rest } = await program();
  assertEquals(
    [rest.schedules, failure?.steps, failure?.sentence],
    [schedules, steps, sentence],
  );
}

const INSIDE = "2 threads are in the critical section, where only 1 may be.";

/** Goes through the critical section between two functions. */
const guarded =
  (lock: (cells: Int32Array) => void, unlock: (cells: Int32Array) => void): Body =>
  (thread, cells) => {
    lock(cells);
    thread.criticalSection();
    unlock(cells);
  };

const COUNT = "Two threads have counted, and the count is 1.";
const ASLEEP =
  "Lost wake-up: B fell asleep at [0] because it was 0. It is 1 now, but nobody is left to wake B.";
const looks = (times: number) =>
  `Busy waiting: A has looked ${times} times in a row, and nothing has changed. ` +
  "A thread that waits has to sleep until it is woken.";

Deno.test("a counter that counts by Atomics.add() is right, one that reads and writes loses a count", async () => {
  const counting = (count: (cells: Int32Array) => void) =>
    program([], threads(2, (_, cells) => count(cells)), ({ assert }, cells) => {
      assert(cells[0] === 2, `two threads have counted, and the count is ${cells[0]}`);
    });
  await clears(counting((cells) => Atomics.add(cells, 0, 1)), 2);
  await finds(counting((cells) => cells[0]!++), 4, 4, COUNT);
  await finds(
    counting((cells) => Atomics.store(cells, 0, Atomics.load(cells, 0) + 1)),
    4,
    4,
    COUNT,
  );
});

Deno.test("a lock that looks before it takes is wrong, one that exchanges is right", async () => {
  const unlock = (cells: Int32Array) => {
    Atomics.store(cells, 0, 0);
    Atomics.notify(cells, 0, 1);
  };
  const looks = guarded((cells) => {
    while (Atomics.load(cells, 0) === 1) Atomics.wait(cells, 0, 1);
    Atomics.store(cells, 0, 1);
  }, unlock);
  await finds(program([], threads(2, looks)), 13, 4, INSIDE);
  const exchanges = guarded((cells) => {
    while (Atomics.exchange(cells, 0, 1) === 1) Atomics.wait(cells, 0, 1);
  }, unlock);
  await clears(program([], threads(2, exchanges)), 24);
  await clears(program([], threads(3, exchanges)), 678);
});

Deno.test("Peterson's algorithm is right, and wrong without the turn, or with the flag raised too late", async () => {
  const TURN = 2;
  const peterson = (steps: (me: number, other: number, cells: Int32Array) => void) =>
    program(
      [],
      [0, 1].map((me) =>
        guarded((cells) => steps(me, 1 - me, cells), (cells) => Atomics.store(cells, me, 0))
      ),
    );
  await clears(
    peterson((me, other, cells) => {
      Atomics.store(cells, me, 1);
      Atomics.store(cells, TURN, other);
      while (Atomics.load(cells, other) === 1 && Atomics.load(cells, TURN) === other);
    }),
    167,
  );
  const noTurn = peterson((me, other, cells) => {
    Atomics.store(cells, me, 1);
    while (Atomics.load(cells, other) === 1);
  });
  await finds(noTurn, 26, 198, looks(100).replace("A has", "B has"));
  const late = peterson((me, other, cells) => {
    while (Atomics.load(cells, other) === 1);
    Atomics.store(cells, me, 1);
  });
  await finds(late, 25, 4, INSIDE);
  const swapped = peterson((me, other, cells) => {
    Atomics.store(cells, TURN, other);
    Atomics.store(cells, me, 1);
    while (Atomics.load(cells, other) === 1 && Atomics.load(cells, TURN) === other);
  });
  await finds(swapped, 32, 7, INSIDE);
});

Deno.test("who looks until another one is ready is right, also while that one writes what is there already", async () => {
  await clears(
    program([], [
      (_, cells) => {
        Atomics.store(cells, 0, 1);
        for (let time = 0; time < 30; time++) cells[3] = 0;
        Atomics.store(cells, 0, 0);
      },
      (_, cells) => {
        while (Atomics.load(cells, 0) === 1);
      },
    ]),
    253,
  );
});

Deno.test("a ticket lock is right, and wrong when it wakes only one of those who wait", async () => {
  const [NEXT, SERVED] = [0, 1];
  const ticket = (wakes: number) =>
    program(
      [],
      threads(
        3,
        guarded((cells) => {
          const mine = Atomics.add(cells, NEXT, 1);
          for (let now; (now = Atomics.load(cells, SERVED)) !== mine;) {
            Atomics.wait(cells, SERVED, now);
          }
        }, (cells) => {
          Atomics.add(cells, SERVED, 1);
          Atomics.notify(cells, SERVED, wakes);
        }),
      ),
    );
  await clears(ticket(Infinity), 1542);
  await finds(ticket(1), 312, 13, ASLEEP.replaceAll("B", "A").replace("[0]", "[1]"));
});

/** A semaphore over one cell, and one mistake. */
function semaphore(
  mistake?: "polls" | "spins" | "notifies first" | "wakes nobody" | "takes one more",
) {
  return {
    acquire(cells: Int32Array): void {
      for (;;) {
        const free = Atomics.load(cells, 0);
        if (mistake === "takes one more" && free > 0) return void Atomics.sub(cells, 0, 1);
        if (free > 0 && Atomics.compareExchange(cells, 0, free, free - 1) === free) return;
        if (free > 0 || mistake === "spins") continue;
        Atomics.wait(cells, 0, 0, mistake === "polls" ? 10 : Infinity);
      }
    },
    release(cells: Int32Array): void {
      if (mistake === "notifies first") Atomics.notify(cells, 0, 1);
      Atomics.add(cells, 0, 1);
      if (mistake !== "notifies first" && mistake !== "wakes nobody") Atomics.notify(cells, 0, 1);
    },
  };
}

Deno.test("a semaphore that compares and exchanges is right, for two and for three threads", async () => {
  const { acquire, release } = semaphore();
  await clears(program([1], threads(2, guarded(acquire, release))), 40);
  await clears(program([1], threads(3, guarded(acquire, release))), 1329);
});

Deno.test("a semaphore that wakes too early, or nobody, or takes what is gone, is wrong", async () => {
  const wrong = (mistake: Parameters<typeof semaphore>[0]) => {
    const { acquire, release } = semaphore(mistake);
    return program([1], threads(2, guarded(acquire, release)));
  };
  await finds(wrong("notifies first"), 14, 7, ASLEEP);
  await finds(wrong("wakes nobody"), 4, 6, ASLEEP);
  await finds(wrong("takes one more"), 13, 4, INSIDE);
});

Deno.test("a semaphore that polls or spins is found while the holder sleeps", async () => {
  const waiting = (mistake?: "polls" | "spins") => {
    const { acquire, release } = semaphore(mistake);
    return program([0], [(_, cells) => acquire(cells), ({ sleep }, cells) => {
      sleep(1000);
      release(cells);
    }]);
  };
  await clears(waiting(), 3);
  await finds(waiting("polls"), 2, 95, looks(31));
  await finds(waiting("spins"), 2, 101, looks(100));
});

Deno.test("whoever looks fifty times, with a pause after each, before it sleeps, is right", async () => {
  const { release } = semaphore();
  const patient: Body = (_, cells) => {
    for (;;) {
      for (let look = 0; look < 50; look++) {
        const free = Atomics.load(cells, 0);
        if (free > 0 && Atomics.compareExchange(cells, 0, free, free - 1) === free) return;
        Atomics.pause();
      }
      Atomics.wait(cells, 0, 0);
    }
  };
  const report = await program([0], [patient, patient, (_, cells) => {
    release(cells);
    release(cells);
  }])({ random: 0 });
  assertEquals([report.failure, report.bound], [undefined, 2]);
});

Deno.test("a wait that keeps its time is right, one that starts the clock again is wrong", async () => {
  const timed = (left: (start: number) => number) =>
    program([0], [({ assert, now }, cells) => {
      const [begin, start] = [now(), Date.now()];
      while (Atomics.load(cells, 0) === 0) {
        if (Atomics.wait(cells, 0, 0, left(start)) === "timed-out") break;
      }
      const time = Math.round(now() - begin);
      assert(time <= 100, `it waited ${time} ms of 100`);
    }, ({ sleep }, cells) => {
      for (let times = 0; times < 3; times++) {
        sleep(60);
        Atomics.notify(cells, 0);
      }
    }]);
  await clears(timed((start) => start + 100 - Date.now()), 9);
  await finds(timed(() => 100), 2, 17, "It waited 280 ms of 100.");
});

Deno.test("two locks are a deadlock when they are taken in opposite order", async () => {
  const { acquire, release } = semaphore();
  const both = (first: number, second: number): Body => (_, cells) => {
    const [one, two] = [cells.subarray(first), cells.subarray(second)];
    acquire(one);
    acquire(two);
    release(two);
    release(one);
  };
  await clears(program([1, 1], [both(0, 1), both(0, 1)]), 54);
  await finds(
    program([1, 1], [both(0, 1), both(1, 0)]),
    14,
    8,
    "Deadlock: A waits at [1] while it is 0, B waits at [0] while it is 0, and nobody is left to change that.",
  );
});

Deno.test("threads that wake each other for ever come to no end", async () => {
  const pingPong: Body = (_, cells) => {
    for (;;) {
      Atomics.add(cells, 0, 1);
      Atomics.notify(cells, 0);
      Atomics.wait(cells, 0, Atomics.load(cells, 0), 5);
    }
  };
  const { failure, ...rest } = await program([], threads(2, pingPong))();
  assertEquals(rest, { schedules: 2, bound: -1 });
  assertEquals(
    failure?.sentence,
    "No end: the threads have taken 3000 steps, and still go on.",
  );
});
