/** Mistake: it takes 2³¹ milliseconds, which are 25 days, for the longest time that there is. */
// Caught by: acquire() takes nothing while anything is missing, and waits for ever, also when signals come
// Says: acquire(pool, { "0": 1, "1": 2, "2": 1 }, 1000000000000): its result
// Violates: from 0 up to
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  return rightAcquire(pool, needs, ms === Infinity ? ms : Math.min(ms, 2 ** 31 - 1));
}
