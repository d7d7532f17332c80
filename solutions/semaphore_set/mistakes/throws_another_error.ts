/** Mistake: it throws an error of its own instead of that of initial(). */
// Caught by: openPool() leaves no pool behind when initial() throws, or gives what is no value
// Says: initial() throws MADE UP: it threw Error
// Violates: What `initial` throws
export * from "../semaphore_set.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  return rightOpenPool(key, count, () => {
    try {
      return initial();
    } catch {
      throw new Error("initial() has failed");
    }
  });
}
