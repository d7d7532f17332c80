/** Mistake: it asks again and again whether the pool is ready. */
// Caught by: openPool() waits while another process makes the pool, and makes it itself when that fails
// Says: openPool() keeps a processor busy
// Violates: values are set, and keeps no processor busy
export * from "../semaphore_set.ts";
import { GETVAL, semctl, semget } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let pool: number;
  try {
    pool = semget(key, count + 1, 0o600);
  } catch {
    return rightOpenPool(key, count, initial);
  }
  while (semctl(pool, count, GETVAL) === 0);
  return pool;
}
