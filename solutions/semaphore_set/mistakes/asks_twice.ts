/** Mistake: it asks for the values again for each semaphore. */
// Caught by: openPool() makes a pool with the values of initial(), which only its user may use
// Says: how often initial() was called
// Violates: calls `initial` once
export * from "../semaphore_set.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  return rightOpenPool(key, count, () => Array.from({ length: count }, (_, at) => initial()[at]!));
}
