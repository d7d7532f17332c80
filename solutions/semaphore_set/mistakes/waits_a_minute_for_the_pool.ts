/** Mistake: it waits a minute at most until the pool is ready. */
// Caught by: openPool() waits while another process makes the pool, and makes it itself when that fails
// Says: Another process was making the pool: it threw EAGAIN
// Violates: this one waits until the
export * from "../semaphore_set.ts";
import { semget, semtimedop } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let pool: number;
  try {
    pool = semget(key, count + 1, 0o600);
  } catch {
    return rightOpenPool(key, count, initial);
  }
  semtimedop(pool, [{ number: count, by: -1 }, { number: count, by: 1 }], 60_000);
  return pool;
}
