/** Mistake: it makes a value of what is none. */
// Caught by: openPool() leaves no pool behind when initial() throws, or gives what is no value
// Says: Values of 1, 32768: it did not throw
// Violates: when a value is not from 0 to
export * from "../semaphore_set.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  return rightOpenPool(key, count, () => initial().map((it) => Math.max(0, Math.min(it, 32767))));
}
