/** Mistake: it sets the values also of a pool that is there. */
// Caught by: openPool() keeps the values of a pool that is there, also of one that is made meanwhile
// Says: A pool was there: how often initial() was called
// Violates: A pool that is there keeps its
export * from "../semaphore_set.ts";
import { semctl, SETVAL } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  const pool = rightOpenPool(key, count, initial);
  initial().forEach((value, number) => semctl(pool, number, SETVAL, value));
  return pool;
}
