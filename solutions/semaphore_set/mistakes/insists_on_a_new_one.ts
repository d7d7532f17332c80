/** Mistake: it fails when there is a pool. */
// Caught by: openPool() keeps the values of a pool that is there, also of one that is made meanwhile
// Says: A pool was there: it threw EEXIST
// Violates: Opens the pool of a key
export * from "../semaphore_set.ts";
import { IPC_CREAT, IPC_EXCL, IPC_RMID, semctl, semget } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  const pool = semget(key, count + 1, IPC_CREAT | IPC_EXCL | 0o600);
  semctl(pool, 0, IPC_RMID);
  return rightOpenPool(key, count, initial);
}
