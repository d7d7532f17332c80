/** Mistake: it lets a thousand in, and the next one waits for ever. */
// Caught by: openPool() makes a pool with the values of initial(), which only its user may use
// Says: openPool() waits in semop
// Violates: Opens the pool of a key
export * from "../semaphore_set.ts";
import { semctl, semop, SETVAL } from "lib/sys/sem.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let isMine = false;
  const pool = rightOpenPool(key, count, () => {
    isMine = true;
    return initial();
  });
  if (isMine) semctl(pool, count, SETVAL, 1000);
  else semop(pool, [{ number: count, by: -1 }]);
  return pool;
}
