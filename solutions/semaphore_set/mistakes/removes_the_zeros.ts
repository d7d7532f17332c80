/** Mistake: it removes from the needs what is not needed. */
// Caught by: acquire() takes what it needs of each semaphore
// Says: changed its argument
// Violates: What to take, which stays as it is
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  for (const number in needs) if (needs[number] === 0) delete needs[number];
  return rightAcquire(pool, needs, ms);
}
