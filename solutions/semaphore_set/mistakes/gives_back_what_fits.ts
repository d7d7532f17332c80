/** Mistake: it says nothing when it would be too much. */
// Caught by: release() gives nothing back when it would be too much, or the pool is gone
// Says: A semaphore would have more than 32767: it did not throw
// Violates: when a semaphore would have more than 32767
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { type Needs, release as rightRelease } from "../semaphore_set.ts";

export function release(pool: number, needs: Needs): void {
  try {
    rightRelease(pool, needs);
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "ERANGE") throw error;
  }
}
