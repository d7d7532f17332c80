/** Mistake: it removes the pool when the time is over. */
// Caught by: acquire() waits as long as it is told, and takes nothing then
// Says: The values after acquire
// Violates: The pool, which stays
export * from "../semaphore_set.ts";
import { IPC_RMID, semctl } from "lib/sys/sem.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  const taken = rightAcquire(pool, needs, ms);
  if (!taken) semctl(pool, 0, IPC_RMID);
  return taken;
}
