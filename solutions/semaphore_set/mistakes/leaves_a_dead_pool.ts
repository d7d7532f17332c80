/** Mistake: it leaves the pool behind when initial() throws. */
// Caught by: openPool() leaves no pool behind when initial() throws, or gives what is no value
// Says: initial() throws MADE UP: the set is still there
// Violates: The pool is gone then, and
export * from "../semaphore_set.ts";
import { IPC_CREAT, IPC_EXCL, semctl, semget, SETVAL } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let pool: number;
  try {
    pool = semget(key, count + 1, IPC_CREAT | IPC_EXCL | 0o600);
  } catch {
    return rightOpenPool(key, count, initial);
  }
  initial().forEach((value, number) => semctl(pool, number, SETVAL, value));
  semctl(pool, count, SETVAL, 1);
  return pool;
}
