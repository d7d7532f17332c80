/** Mistake: of 0, it takes nothing, but waits until the semaphore is 0. */
// Caught by: acquire() takes what it needs of each semaphore
// Says: acquire() waits in semop
// Violates: which is none, to 32767
export * from "../semaphore_set.ts";
import { semop } from "lib/sys/sem.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  for (const [number, n] of Object.entries(needs)) {
    if (n === 0) semop(pool, [{ number: Number(number), by: 0 }]);
  }
  return rightAcquire(pool, needs, ms);
}
