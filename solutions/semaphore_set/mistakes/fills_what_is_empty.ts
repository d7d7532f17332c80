/** Mistake: it takes a pool of which all is taken for one without values. */
// Caught by: openPool() keeps the values of a pool that is there, also of one that is made meanwhile
// Says: of which nothing was left: how often initial() was called
// Violates: A pool that is there keeps its
export * from "../semaphore_set.ts";
import { GETVAL, semctl, SETVAL } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let isMine = false;
  const pool = rightOpenPool(key, count, () => {
    isMine = true;
    return initial();
  });
  const numbers = Array.from({ length: count }, (_, number) => number);
  if (!isMine && numbers.every((number) => semctl(pool, number, GETVAL) === 0)) {
    initial().forEach((value, number) => semctl(pool, number, SETVAL, value));
  }
  return pool;
}
