/** Mistake: it begins from the start once, but not for the second time. */
// Caught by: openPool() keeps the values of a pool that is there, also of one that is made meanwhile
// Says: was gone after a look of yours: it threw Error
// Violates: Where there is none, it makes one
export * from "../semaphore_set.ts";
import { IPC_CREAT, IPC_EXCL, IPC_RMID, semctl, semget } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  for (let tries = 0; tries < 2; tries++) {
    for (const flags of [IPC_CREAT | IPC_EXCL | 0o600, 0o600]) {
      try {
        const pool = semget(key, count + 1, flags);
        if (flags !== 0o600) semctl(pool, 0, IPC_RMID);
        return rightOpenPool(key, count, initial);
      } catch { /* EEXIST, and then ENOENT */ }
    }
  }
  throw new Error("no pool");
}
