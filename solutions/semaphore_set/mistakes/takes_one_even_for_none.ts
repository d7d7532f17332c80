/** Mistake: it takes one where none is needed. */
// Caught by: acquire() takes what it needs of each semaphore
// Says: The values after acquire(pool, { "0": 0 })
// Violates: which is none, to 32767
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  const more = Object.entries(needs).map(([number, n]) => [number, n || 1]);
  return rightAcquire(pool, Object.fromEntries(more), 0) || rightAcquire(pool, needs, ms);
}
