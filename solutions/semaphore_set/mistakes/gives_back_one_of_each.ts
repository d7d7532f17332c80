/** Mistake: it gives back one of each semaphore, however many it has to. */
// Caught by: release() gives back what was taken, and what is left is given back at the end
// Says: The values after release
// Violates: Gives back what this process has taken
export * from "../semaphore_set.ts";
import { type Needs, release as rightRelease } from "../semaphore_set.ts";

export function release(pool: number, needs: Needs): void {
  const ones = Object.entries(needs).map(([number, n]) => [number, Math.min(n, 1)]);
  rightRelease(pool, Object.fromEntries(ones));
}
