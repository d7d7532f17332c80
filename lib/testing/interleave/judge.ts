/**
 * Whether calls that were made at the same time have come to what they may come to, in some order.
 *
 * ```ts
 * import { isExplained } from "lib/testing/interleave/judge.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const may = (free: number) => [{ return: free > 0, next: Math.max(0, free - 1) }];
 * const take = (bit: number, returned: boolean) => ({ bit, may, returned, after: 0, gaveUp: false });
 *
 * assertEquals(isExplained(1, [take(1, false), take(2, true)], () => true), true); // 2 was the first.
 * assertEquals(isExplained(1, [take(1, true), take(2, true)], () => true), false);
 * ```
 *
 * @module
 */

import type { Outcome } from "./specification.ts";

/** A call that has returned. */
export interface Returned<State> {
  /** A number with one bit, which is no other call's. */
  readonly bit: number;
  /** Gives what it may come to, in a state. */
  may(state: State): Outcome<State>[];
  /** What it returned. */
  returned: unknown;
  /** The bits of the calls that had returned before this one began. */
  after: number;
  /** Whether its time was over: then it may have returned `false`, whatever the state was. */
  gaveUp: boolean;
}

/**
 * Looks for an order of calls that explains what all of them returned. A call that had returned before
 * another one began comes before it.
 *
 * @param start The state in the beginning.
 * @param calls The calls.
 * @param fits Tells whether the state at the end is right.
 */
export function isExplained<State>(
  start: State,
  calls: Returned<State>[],
  fits: (end: State) => boolean,
): boolean {
  const all = calls.reduce((bits, { bit }) => bits | bit, 0);
  const search = (state: State, done: number): boolean =>
    done === all ? fits(state) : calls.some(({ bit, may, returned, after, gaveUp }) => {
      if (done & bit || after & ~done) return false;
      return (gaveUp && returned === false && search(state, done | bit)) ||
        may(state).some((it) => Object.is(it.return, returned) && search(it.next, done | bit));
    });
  return search(start, 0);
}
