/** Mistake: everybody may use the pool. */
// Caught by: openPool() makes a pool with the values of initial(), which only its user may use
// Says: : its mode
// Violates: that only your user may use
export * from "../semaphore_set.ts";
import { IPC_CREAT, IPC_EXCL, semctl, semget, SETVAL } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  const isNew = unlessThere(() => semget(key, count + 1, IPC_CREAT | IPC_EXCL | 0o666));
  if (isNew === undefined) return rightOpenPool(key, count, initial);
  initial().forEach((value, number) => semctl(isNew, number, SETVAL, value));
  semctl(isNew, count, SETVAL, 1);
  return isNew;
}

function unlessThere<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
