/** Mistake: what it has given the semaphores is undone when its process ends. */
// Caught by: openPool() keeps the values of a pool that is there, also of one that is made meanwhile
// Says: and who made it has ended: what its semaphores have
// Violates: A pool that is there keeps its
export * from "../semaphore_set.ts";
import { SEM_UNDO, semop } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let values: number[] | undefined;
  const pool = rightOpenPool(key, count, () => (values = initial()).map(() => 0));
  values?.forEach((by, number) => {
    if (by > 0) semop(pool, [{ number, by, flags: SEM_UNDO }]);
  });
  return pool;
}
