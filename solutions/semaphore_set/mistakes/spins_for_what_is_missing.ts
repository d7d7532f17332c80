/** Mistake: it asks again and again whether all is there. */
// Caught by: acquire() takes nothing while anything is missing, and waits for ever, also when signals come
// Says: acquire() keeps a processor busy
// Violates: takes nothing, and keeps no processor busy
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  for (const end = performance.now() + ms;;) {
    if (rightAcquire(pool, needs, 0)) return true;
    if (performance.now() >= end) return false;
  }
}
