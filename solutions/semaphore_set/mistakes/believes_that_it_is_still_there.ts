/** Mistake: it does not expect that a pool goes between two calls. */
// Caught by: openPool() keeps the values of a pool that is there, also of one that is made meanwhile
// Says: was gone after a look of yours: it threw ENOENT
// Violates: Where there is none, it makes one
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { IPC_CREAT, IPC_EXCL, IPC_RMID, semctl, semget } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  try {
    const pool = semget(key, count + 1, IPC_CREAT | IPC_EXCL | 0o600);
    semctl(pool, 0, IPC_RMID);
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "EEXIST") throw error;
    semget(key, count + 1, 0o600);
  }
  return rightOpenPool(key, count, initial);
}
