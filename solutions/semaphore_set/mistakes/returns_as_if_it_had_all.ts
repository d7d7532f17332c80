/** Mistake: it says that it has all when the pool is removed. */
// Caught by: acquire() throws when the pool is gone, also while it waits
// Says: The pool was removed meanwhile: it did not throw
// Violates: when the pool is gone, also while it waits
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  try {
    return rightAcquire(pool, needs, ms);
  } catch (error) {
    if (error instanceof SysError && error.code === "EIDRM") return true;
    throw error;
  }
}
