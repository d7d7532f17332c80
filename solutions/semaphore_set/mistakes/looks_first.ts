/** Mistake: it looks for the pool and then makes it, and another process may do so in between. */
// Caught by: openPool() keeps the values of a pool that is there, also of one that is made meanwhile
// Says: Another process opened the pool after a look of yours
// Violates: at the same time get the same pool
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { IPC_CREAT, semctl, semget, SETVAL } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  try {
    semget(key, 0, 0o600);
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "ENOENT") throw error;
    const pool = semget(key, count + 1, IPC_CREAT | 0o600);
    initial().forEach((value, number) => semctl(pool, number, SETVAL, value));
    semctl(pool, count, SETVAL, 1);
    return pool;
  }
  return rightOpenPool(key, count, initial);
}
