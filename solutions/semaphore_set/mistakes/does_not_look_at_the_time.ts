/** Mistake: it waits for ever, whatever the time. */
// Caught by: acquire() waits as long as it is told, and takes nothing then
// Says: acquire() waits in
// Violates: How long it waits at most
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, _ms?: number): boolean {
  return rightAcquire(pool, needs);
}
