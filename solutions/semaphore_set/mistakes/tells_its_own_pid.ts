/** Mistake: it tells its own process instead of the last one. */
// Caught by: statusOf() tells the value, who waits, and who was there last
// Says: A semaphore with 7
// Violates: Tells what the kernel knows of a semaphore
export * from "../semaphore_set.ts";
import { statusOf as rightStatusOf } from "../semaphore_set.ts";

export function statusOf(pool: number, index: number) {
  return { ...rightStatusOf(pool, index), lastPid: Deno.pid };
}
