/** Mistake: it returns the key instead of the id. */
// Caught by: openPool() makes a pool with the values of initial(), which only its user may use
// Says: the id of the set that has the key
// Violates: Its id, which is the same in every process
export * from "../semaphore_set.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  rightOpenPool(key, count, initial);
  return key;
}
