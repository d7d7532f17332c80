/** Mistake: it takes a pool that is there for one that is ready. */
// Caught by: openPool() waits while another process makes the pool, and makes it itself when that fails
// Says: the values when openPool() returned
// Violates: this one waits until the
export * from "../semaphore_set.ts";
import { semget } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let pool: number;
  try {
    pool = semget(key, count + 1, 0o600);
  } catch {
    return rightOpenPool(key, count, initial);
  }
  return pool;
}
