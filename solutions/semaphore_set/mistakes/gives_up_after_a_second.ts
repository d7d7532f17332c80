/** Mistake: it gives up after a second, although nobody has told it a time. */
// Caught by: acquire() takes nothing while anything is missing, and waits for ever, also when signals come
// Says: acquire(pool, { "0": 1, "1": 2, "2": 1 }): its result
// Violates: which is what it does when you
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  return rightAcquire(pool, needs, Math.min(ms, 1000));
}
