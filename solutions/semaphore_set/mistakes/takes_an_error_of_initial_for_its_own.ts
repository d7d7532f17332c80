/** Mistake: when initial() finds no file, it thinks that there is no pool. */
// Caught by: openPool() leaves no pool behind when initial() throws, or gives what is no value
// Says: initial() throws ENOENT: it did not throw
// Violates: What `initial` throws
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  for (;;) {
    try {
      return rightOpenPool(key, count, initial);
    } catch (error) {
      if (!(error instanceof SysError) || error.code !== "ENOENT") throw error;
    }
  }
}
