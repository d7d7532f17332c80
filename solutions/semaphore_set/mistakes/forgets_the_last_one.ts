/** Mistake: it gives no value to the last semaphore. */
// Caught by: openPool() makes a pool with the values of initial(), which only its user may use
// Says: : what its semaphores have
// Violates: Gives the value of each
export * from "../semaphore_set.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  return rightOpenPool(key, count, () => initial().with(-1, 0));
}
