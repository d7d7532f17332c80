/**
 * What can happen next in a schedule: a thread goes on, or a timeout ends.
 *
 * ```ts
 * import { format, parse } from "lib/testing/interleave/choice.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // Two steps of the first thread, one of the second, the end of the second's timeout.
 * assertEquals(parse("1122t"), [0, 0, 1, 9]);
 * assertEquals(format([0, 0, 1, 9]), "1122t");
 * ```
 *
 * @module
 */

/** The number of a thread that goes on, or {@linkcode TIMEOUT} more when its timeout ends. */
export type Choice = number;

/** What the number of a choice has more when a timeout ends. */
export const TIMEOUT = 8;

/** Gives the thread of a choice. */
export const threadOf = (choice: Choice): number => choice % TIMEOUT;

/** Tells whether a choice lets a timeout end. */
export const isTimeout = (choice: Choice): boolean => choice >= TIMEOUT;

/**
 * Gives what can happen next, the default first: whoever had the last turn goes on.
 *
 * @param ready The threads that can go on.
 * @param timers The threads whose timeout can end.
 * @param last Who had the last turn.
 * @param free Whether it gives its turn away.
 * @returns Each choice with its cost: 1 where it is a preemption, or an early timeout.
 */
export function possible(
  ready: number[],
  timers: number[],
  last: number,
  free: boolean,
): [Choice, cost: 0 | 1][] {
  const goesOn = ready.includes(last);
  const list: [Choice, 0 | 1][] = goesOn ? [[last, 0]] : [];
  for (const thread of ready) {
    if (thread !== last) list.push([thread, goesOn && !free ? 1 : 0]);
  }
  for (const thread of timers) list.push([thread + TIMEOUT, ready.length > 0 ? 1 : 0]);
  return list;
}

/** Writes a schedule: the number of a thread for each step, with a `t` where its timeout ends. */
export function format(schedule: Choice[]): string {
  return schedule.map((it) => `${threadOf(it) + 1}${isTimeout(it) ? "t" : ""}`).join("");
}

/**
 * Reads what {@linkcode format} wrote.
 *
 * @throws {TypeError} When it is no schedule.
 */
export function parse(schedule: string): Choice[] {
  if (!/^([1-7]t?)*$/.test(schedule)) {
    throw new TypeError(`Cannot run the schedule "${schedule}": one looks like "1122t1"`);
  }
  const steps = schedule.match(/\dt?/g) ?? [];
  return steps.map((step) => parseInt(step) - 1 + (step.endsWith("t") ? TIMEOUT : 0));
}
