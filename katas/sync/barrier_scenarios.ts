/**
 * What the tests of barriers run under every interleaving: a few threads, each with a few calls of your
 * functions.
 *
 * @module
 */

import type { Scenario, Thread } from "lib/testing/interleave/scenario.ts";
import type { Memory } from "./sync.ts";

type Kata = typeof import("./sync.ts");

/** A barrier, and how many have come to it so far. */
interface Meeting {
  readonly barrier: Memory;
  readonly arrivals: SharedArrayBuffer;
}

type Body = (thread: Thread<Kata, Meeting>) => unknown;

const setup = (parties: number) => ({ Barrier }: Kata): Meeting => ({
  barrier: Barrier.create(parties).shared,
  arrivals: new SharedArrayBuffer(4),
});

const WORDS = ["nobody", "one", "two", "three"];

/**
 * Comes to the barrier several times, and sees who has come when it goes on; gives what it was told. In
 * between, it may be busy with something else.
 */
const comes = (parties: number, rounds: number, pause = 0): Body => (thread) => {
  const barrier = new thread.module.Barrier(thread.shared.barrier);
  const arrivals = new Int32Array(thread.shared.arrivals);
  const told: unknown[] = [];
  for (let round = 1; round <= rounds; round++) {
    if (round > 1 && pause > 0) thread.sleep(pause);
    Atomics.add(arrivals, 0, 1);
    told.push(barrier.wait());
    const missing = parties * round - Atomics.load(arrivals, 0);
    thread.assert(
      missing <= 0,
      `${WORDS[missing]} of ${parties} has not come in round ${round}, and wait() has returned`,
    );
  }
  return told;
};

/** In each round, exactly one is told true. */
const tellsOne = (rounds: number): Scenario<Kata, Meeting>["check"] => ({ assert, results }) => {
  for (let round = 0; round < rounds; round++) {
    const told = Object.values(results).map((its) => its[round]);
    const right = told.every((it) => typeof it === "boolean") &&
      told.filter((it) => it).length === 1;
    assert(
      right,
      `in round ${round + 1}, wait() has to return true once, and returned ${told.join(", ")}`,
    );
  }
};

/** Three threads, once. */
export const three: Scenario<Kata, Meeting> = {
  setup: setup(3),
  limits: { preemptions: 1 },
  threads: { A: comes(3, 1), B: comes(3, 1), C: comes(3, 1) },
  check: tellsOne(1),
};

/** Two threads, three times: one is there again before the other has woken up. */
export const threeRounds: Scenario<Kata, Meeting> = {
  setup: setup(2),
  threads: { A: comes(2, 3), B: comes(2, 3) },
  check: tellsOne(3),
};

/** One of two is there again at once, perhaps before the other one has woken it, and then waits for long. */
export const soonAgain: Scenario<Kata, Meeting> = {
  setup: setup(2),
  threads: { A: comes(2, 2), B: comes(2, 2, 1000) },
  check: tellsOne(2),
};

/** Three threads, twice: two of them may sleep when the third is there again. */
export const threeTwice: Scenario<Kata, Meeting> = {
  setup: setup(3),
  limits: { preemptions: 0 },
  threads: { A: comes(3, 2), B: comes(3, 2), C: comes(3, 2) },
  check: tellsOne(2),
};

/** The last one comes after thirty years, and then is busy with something else. */
export const latecomer: Scenario<Kata, Meeting> = {
  setup: setup(3),
  limits: { preemptions: 0 },
  threads: {
    A: (thread) => {
      const start = thread.now();
      const told = comes(3, 1)(thread);
      const late = thread.now() - start - 1e12;
      thread.assert(late < 1000, "all had come an hour ago, and one of them still slept");
      return told;
    },
    B: comes(3, 1),
    C: (thread) => {
      thread.sleep(1e12);
      const told = comes(3, 1)(thread);
      thread.sleep(3_600_000);
      return told;
    },
  },
  check: tellsOne(1),
};
