/** Mistake: it fails when the process that makes the pool fails. */
// Caught by: openPool() waits while another process makes the pool, and makes it itself when that fails
// Says: has failed: it threw EIDRM
// Violates: who waits for it makes another one
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { semget, semop } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let pool: number;
  try {
    pool = semget(key, count + 1, 0o600);
  } catch {
    return rightOpenPool(key, count, initial);
  }
  for (;;) {
    try {
      semop(pool, [{ number: count, by: -1 }, { number: count, by: 1 }]);
      return pool;
    } catch (error) {
      if (!(error instanceof SysError) || error.code !== "EINTR") throw error;
    }
  }
}
