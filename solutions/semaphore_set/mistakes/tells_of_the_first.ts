/** Mistake: it tells of the first semaphore, whichever is asked for. */
// Caught by: statusOf() tells the value, who waits, and who was there last
// Says: A semaphore that nobody has touched
// Violates: The number of the semaphore.
export * from "../semaphore_set.ts";
import { statusOf as rightStatusOf } from "../semaphore_set.ts";

export function statusOf(pool: number, index: number) {
  rightStatusOf(pool, index);
  return rightStatusOf(pool, 0);
}
