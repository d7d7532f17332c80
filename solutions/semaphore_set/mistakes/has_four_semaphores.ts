/** Mistake: its pools have four semaphores, and the last one is the gate. */
// Caught by: openPool() makes a pool with the values of initial(), which only its user may use
// Says: A pool with the values 1, 2, 3, 4, 5, 6, 7, 8: it threw EINVAL
// Violates: from 1 to 8
export * from "../semaphore_set.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  return rightOpenPool(key, Math.min(count, 3), initial);
}
