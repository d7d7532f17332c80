/** Mistake: it tells of the pool that it was asked about first. */
// Caught by: statusOf() tells the value, who waits, and who was there last
// Says: The pool was gone: it did not throw
// Violates: The pool that it belongs to
export * from "../semaphore_set.ts";
import { statusOf as rightStatusOf } from "../semaphore_set.ts";

let first: number | undefined;

export function statusOf(pool: number, index: number) {
  first ??= pool;
  return rightStatusOf(first, index);
}
