/**
 * For scenarios: waits for something that may never happen, so that the scenario can say what did not.
 *
 * ```ts
 * import { UnderWay, within } from "lib/testing/under_way.ts";
 * import { setTimeout as sleep } from "node:timers/promises";
 * import { assert } from "@std/assert";
 *
 * const sleeping = new UnderWay(sleep(20));
 * assert(!sleeping.over);
 * assert(await within(() => sleeping.over));
 * ```
 *
 * @module
 */

import { RunningTime } from "./peer/running_time.ts";

/** How long something may take that nothing is in the way of, in milliseconds. */
const PATIENCE = 8000;

/** Something that is under way, and may never end. */
export class UnderWay<T> {
  /** Whether it has ended, well or not. */
  over = false;

  /** @param promise What is settled when it has ended. Whoever wants to know how awaits it. */
  constructor(readonly promise: Promise<T>) {
    promise.catch(() => {}).finally(() => this.over = true);
  }
}

/**
 * Waits until something holds, or until there is no hope any more. The thread goes on meanwhile.
 *
 * @param condition What has to hold; it is asked again and again.
 * @param pause How to wait between two looks, where a scenario has a clock of its own.
 * @returns Whether it holds.
 */
export async function within(condition: () => boolean, pause = sleep): Promise<boolean> {
  const time = new RunningTime();
  while (!condition()) {
    if (time.ms > PATIENCE) return false;
    await pause(time.pause(5));
  }
  return true;
}

/** The same, and the whole thread waits. */
export function until(condition: () => boolean): boolean {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const time = new RunningTime();
  while (!condition()) {
    if (time.ms > PATIENCE) return false;
    Atomics.wait(cell, 0, 0, time.pause(3));
  }
  return true;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
