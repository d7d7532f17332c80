/** Mistake: it keeps the id of a pool that is removed. */
// Caught by: openPool() makes a pool with the values of initial(), which only its user may use
// Says: A pool with the values 3, 9: afterwards nothing has the key
// Violates: Its id, which is the same in every process
export * from "../semaphore_set.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

const pools = new Map<number, number>();

export function openPool(key: number, count: number, initial: () => number[]): number {
  const pool = pools.get(key) ?? rightOpenPool(key, count, initial);
  pools.set(key, pool);
  return pool;
}
