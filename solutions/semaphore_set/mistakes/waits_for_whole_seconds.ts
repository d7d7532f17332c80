/** Mistake: it waits for whole seconds, as many as have room for the time. */
// Caught by: acquire() waits as long as it is told, and takes nothing then
// Says: lets the kernel wait for 1000 ms
// Violates: How long it waits at most
export * from "../semaphore_set.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  return rightAcquire(pool, needs, 1000 * Math.ceil(ms / 1000));
}
