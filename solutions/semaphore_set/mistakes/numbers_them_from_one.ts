/** Mistake: its semaphores begin with number 1. */
// Caught by: openPool() makes a pool with the values of initial(), which only its user may use
// Says: : what its semaphores have
// Violates: They have the numbers from 0
export * from "../semaphore_set.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  return rightOpenPool(key, count + 1, () => [0, ...initial()]);
}
