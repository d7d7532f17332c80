/** Mistake: a signal ends its wait for the pool. */
// Caught by: openPool() waits while another process makes the pool, and makes it itself when that fails
// Says: Another process was making the pool: it threw EINTR
// Violates: A signal does not end the wait
export * from "../semaphore_set.ts";
import { semget, semop } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let pool: number;
  try {
    pool = semget(key, count + 1, 0o600);
  } catch {
    return rightOpenPool(key, count, initial);
  }
  semop(pool, [{ number: count, by: -1 }, { number: count, by: 1 }]);
  return pool;
}
