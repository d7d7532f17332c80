/** Mistake: it says that a semaphore which is gone has 0. */
// Caught by: statusOf() tells the value, who waits, and who was there last
// Says: The pool was gone: it did not throw
// Violates: when there is no such pool or semaphore
export * from "../semaphore_set.ts";
import { statusOf as rightStatusOf } from "../semaphore_set.ts";

export function statusOf(pool: number, index: number) {
  try {
    return rightStatusOf(pool, index);
  } catch {
    return { value: 0, waiting: 0, waitingForZero: 0, lastPid: 0 };
  }
}
