/** Mistake: it lets one process in, and the next one waits for ever. */
// Caught by: openPool() keeps the values of a pool that is there, also of one that is made meanwhile
// Says: openPool() waits in semop
// Violates: While another one makes it, this one waits until
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
  semop(pool, [{ number: count, by: -1 }]);
  return pool;
}
