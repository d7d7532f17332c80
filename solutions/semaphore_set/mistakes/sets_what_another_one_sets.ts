/** Mistake: it sets the values of a pool that is not ready yet. */
// Caught by: openPool() waits while another process makes the pool, and makes it itself when that fails
// Says: how often initial() of the one who waits was called
// Violates: calls `initial` once
export * from "../semaphore_set.ts";
import { GETVAL, semctl, semget, SETVAL } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let pool: number;
  try {
    pool = semget(key, count + 1, 0o600);
  } catch {
    return rightOpenPool(key, count, initial);
  }
  if (semctl(pool, count, GETVAL) === 1) return pool;
  initial().forEach((value, number) => semctl(pool, number, SETVAL, value));
  semctl(pool, count, SETVAL, 1);
  return pool;
}
