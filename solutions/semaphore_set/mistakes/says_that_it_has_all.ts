/** Mistake: it says that it has taken all also when the time is over. */
// Caught by: acquire() waits as long as it is told, and takes nothing then
// Says: its result
// Violates: Whether it has taken all in time
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  rightAcquire(pool, needs, ms);
  return true;
}
