/** Mistake: it throws when the time is over. */
// Caught by: acquire() waits as long as it is told, and takes nothing then
// Says: it threw EAGAIN
// Violates: Whether it has taken all in time
export * from "../semaphore_set.ts";
import { SEM_UNDO, semtimedop } from "lib/sys/sem.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  if (ms === Infinity) return rightAcquire(pool, needs);
  semtimedop(pool, taking(needs), ms);
  return true;
}

function taking(needs: Needs) {
  return Object.entries(needs).filter(([, n]) => n > 0)
    .map(([number, n]) => ({ number: Number(number), by: -n, flags: SEM_UNDO }));
}
