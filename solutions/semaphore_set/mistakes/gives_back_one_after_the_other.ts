/** Mistake: it gives back one semaphore after the other, and stops where it is too much. */
// Caught by: release() gives nothing back when it would be too much, or the pool is gone
// Says: A semaphore would have more than 32767: the values afterwards
// Violates: or a part of it, in one step
export * from "../semaphore_set.ts";
import { type Needs, release as rightRelease } from "../semaphore_set.ts";

export function release(pool: number, needs: Needs): void {
  for (const [number, n] of Object.entries(needs)) rightRelease(pool, { [number]: n });
}
