/**
 * What the tests of counters run under every interleaving: a few threads, each with a few calls of your
 * functions.
 *
 * @module
 */

import type { Scenario } from "lib/testing/interleave/scenario.ts";
import type { Specification } from "lib/testing/interleave/specification.ts";

type Kata = Pick<typeof import("./thread_server.ts"), "Counters">;
type Counters = InstanceType<Kata["Counters"]>;

/** What counters say, in words. */
const words = ({ served, failed, inside, greatest }: Counters) =>
  `served ${served}, failed ${failed}, inside ${inside}, greatest ${greatest}`;

/** Counters of two kinds, and one object after the other. */
export const creation: Scenario<Kata, SharedArrayBuffer[]> = {
  setup: ({ Counters }) => [1, 2].map(() => Counters.create().shared),
  threads: {
    A: ({ module: { Counters }, shared, assert }) => {
      const [one, other] = shared.map((memory) => new Counters(memory));
      const say = (what: string, expected: string, its = one!) =>
        assert(
          words(its) === expected,
          `${what}, and they say: ${words(its)}. Expected: ${expected}`,
        );
      say("the counters are new", "served 0, failed 0, inside 0, greatest 0");
      for (let i = 0; i < 3; i++) one!.enter();
      say("three have entered", "served 0, failed 0, inside 3, greatest 3");
      const again = new Counters(one!.shared);
      assert(
        again.shared === shared[0],
        "counters that were joined have another memory in `shared`",
      );
      again.leave(false);
      again.leave(true);
      again.enter();
      for (const its of [one!, again]) {
        say(
          "one of three has left, another one with an error, and one more has entered",
          "served 1, failed 1, inside 2, greatest 3",
          its,
        );
      }
      say("others count", "served 0, failed 0, inside 0, greatest 0", other!);
      for (let i = 0; i < 2; i++) other!.enter();
      for (let i = 0; i < 2; i++) other!.leave(true);
      say(
        "two have entered and left with errors",
        "served 0, failed 2, inside 0, greatest 2",
        other!,
      );
      say("others count", "served 1, failed 1, inside 2, greatest 3");
    },
  },
};

/** How many are inside when a program begins: more than can leave. */
const INSIDE = 9;

/** What each call may do, when nobody else does anything: numbers of two digits, side by side. */
const [SERVED, FAILED, GREATEST] = [100, 10_000, 1_000_000];
const digits = (state: number, unit: number) => Math.floor(state / unit) % 100;
const entered = (state: number) => {
  const inside = digits(state, 1) + 1;
  const more = Math.max(0, inside - digits(state, GREATEST));
  return state + 1 + more * GREATEST;
};

/** Two and three threads, with calls that nobody chose. */
export const counterCalls: Specification<Kata, SharedArrayBuffer, Counters, number> = {
  starts: { "nine are inside": INSIDE + INSIDE * GREATEST },
  create: ({ Counters }) => {
    const counters = Counters.create();
    for (let i = 0; i < INSIDE; i++) counters.enter();
    return counters.shared;
  },
  join: ({ Counters }, shared) => new Counters(shared),
  calls: {
    "enter()": {
      run: (counters) => counters.enter(),
      may: (state) => [{ return: undefined, next: entered(state) }],
    },
    "leave(false)": {
      run: (counters) => counters.leave(false),
      may: (state) => [{ return: undefined, next: state - 1 + SERVED }],
    },
    "leave(true)": {
      run: (counters) => counters.leave(true),
      may: (state) => [{ return: undefined, next: state - 1 + FAILED }],
    },
    "all four numbers": {
      run: words,
      may: (state) => [{
        return: `served ${digits(state, SERVED)}, failed ${digits(state, FAILED)}, ` +
          `inside ${digits(state, 1)}, greatest ${digits(state, GREATEST)}`,
        next: state,
      }],
      last: true,
    },
  },
  end: ["all four numbers"],
};
