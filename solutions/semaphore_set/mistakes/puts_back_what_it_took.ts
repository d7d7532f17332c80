/** Mistake: it takes one after the other, and puts them back when one is missing. */
// Caught by: acquire() takes nothing while anything is missing, and waits for ever, also when signals come
// Says: who was the last to take of semaphore
// Violates: Takes all that is needed, in one step
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs, release as rightRelease } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  const end = performance.now() + ms;
  const taken: Needs = {};
  for (const [number, n] of Object.entries(needs)) {
    if (rightAcquire(pool, { [number]: n }, 0)) taken[Number(number)] = n;
  }
  if (Object.keys(taken).length === Object.keys(needs).length) return true;
  if (Object.keys(taken).length > 0) rightRelease(pool, taken);
  return rightAcquire(pool, needs, Math.max(0, end - performance.now()));
}
