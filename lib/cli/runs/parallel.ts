/**
 * Does many things, twice as many at a time as there are cores: most of them wait most of the time.
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
 * @module
 */

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
  await Promise.all(Array.from({ length: workers }, async () => {
    for (const item of queue) await work(item);
  }));
}
