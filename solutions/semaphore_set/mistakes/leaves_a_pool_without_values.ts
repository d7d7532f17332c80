/** Mistake: it leaves the pool behind when a value is wrong. */
// Caught by: openPool() leaves no pool behind when initial() throws, or gives what is no value
// Says: Values of 1, 32768: the set is still there
// Violates: The pool is gone then, too
export * from "../semaphore_set.ts";
import { IPC_CREAT, IPC_EXCL, IPC_RMID, semctl, semget, SETVAL } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let pool: number;
  try {
    pool = semget(key, count + 1, IPC_CREAT | IPC_EXCL | 0o600);
  } catch {
    return rightOpenPool(key, count, initial);
  }
  semctl(pool, 0, IPC_RMID);
  const values = initial();
  pool = semget(key, count + 1, IPC_CREAT | IPC_EXCL | 0o600);
  values.forEach((value, number) => semctl(pool, number, SETVAL, value));
  semctl(pool, count, SETVAL, 1);
  return pool;
}
