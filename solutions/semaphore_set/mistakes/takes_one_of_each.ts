/** Mistake: it takes one of each semaphore, however many are needed. */
// Caught by: acquire() takes what it needs of each semaphore
// Says: The values after
// Violates: Takes all that is needed
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  const ones = Object.entries(needs).map(([number, n]) => [number, Math.min(n, 1)]);
  return rightAcquire(pool, Object.fromEntries(ones), ms);
}
