/** Mistake: it waits for a tenth of the time. */
// Caught by: acquire() waits as long as it is told, and takes nothing then
// Says: came back after
// Violates: How long it waits at most
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  return rightAcquire(pool, needs, ms / 10);
}
