/** Mistake: when the time is over, it takes what is there. */
// Caught by: acquire() waits as long as it is told, and takes nothing then
// Says: The values after acquire
// Violates: it waits, takes nothing
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  if (rightAcquire(pool, needs, ms)) return true;
  for (const [number, n] of Object.entries(needs)) rightAcquire(pool, { [number]: n }, 0);
  return false;
}
