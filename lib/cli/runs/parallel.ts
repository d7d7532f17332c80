/**
 * Does many things at a time: twice as many as there are cores, because most of them wait most of the time;
 * and up to twice as many again, while the cores have nothing to do.
 *
 * ```ts
 * import { inParallel } from "lib/cli/runs/parallel.ts";
 * import { assertEquals } from "@std/assert";
 *
 * let sum = 0;
 * await inParallel([1, 2, 3], (n) => Promise.resolve(sum += n));
 * assertEquals(sum, 6);
 * ```
 *
 * The man page: `man 5 proc_stat`.
 *
 * @module
 */

import { setTimeout as sleep } from "node:timers/promises";

/** How long the cores are looked at, in milliseconds. */
const LOOK = 1000;
/** From this share of their time on, the cores have nothing to do. */
const IDLE = 0.25;

/**
 * Calls a function for each item, and waits for all.
 *
 * @param items They are begun in this order.
 * @param work What to do with one.
 */
export async function inParallel<T>(
  items: T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = items.values(); // All workers take from it.
  const workers = 2 * navigator.hardwareConcurrency;
  const drained = new AbortController();
  const helpers: Promise<void>[] = [];
  let helping = 0;
  const help = async () => {
    helping++;
    const { value, done } = queue.next();
    if (!done) await work(value);
    helping--;
  };
  const helpWhileIdle = async () => {
    while (!drained.signal.aborted) {
      const before = cpuTimes();
      await sleep(LOOK, undefined, drained).catch(() => {});
      if (helping >= workers || idleShare(before, cpuTimes()) < IDLE) continue;
      const helper = help();
      helper.catch(() => {}); // It is awaited in the end.
      helpers.push(helper);
    }
  };
  const watching = helpWhileIdle();
  try {
    await Promise.all(Array.from({ length: workers }, async () => {
      for (const item of queue) await work(item);
    }));
  } finally {
    drained.abort();
    await watching;
  }
  await Promise.all(helpers);
}

/** What the cores have done up to now: the first line of `/proc/stat`. */
function cpuTimes(): string {
  return Deno.readTextFileSync("/proc/stat").split("\n")[0]!;
}

/**
 * Says for which share of the time between two looks the cores had nothing to do.
 *
 * @param before The first line of `/proc/stat`.
 * @param after The same, later.
 */
export function idleShare(before: string, after: string): number {
  const times = (line: string) => line.split(/\s+/).slice(1, 9).map(Number);
  const then = times(before);
  const spent = times(after).map((time, i) => time - then[i]!);
  const [idle = 0, waiting = 0] = spent.slice(3);
  return (idle + waiting) / Math.max(1, spent.reduce((sum, time) => sum + time, 0));
}
