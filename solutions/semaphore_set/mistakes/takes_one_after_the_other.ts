/** Mistake: it takes one semaphore after the other, and holds the first while it waits for the second. */
// Caught by: acquire() takes nothing while anything is missing, and waits for ever, also when signals come
// Says: what semaphore 0 has
// Violates: it waits, takes nothing
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  return Object.entries(needs).every(([number, n]) => rightAcquire(pool, { [number]: n }, ms));
}
