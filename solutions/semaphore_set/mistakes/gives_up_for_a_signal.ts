/** Mistake: a signal ends its wait. */
// Caught by: acquire() takes nothing while anything is missing, and waits for ever, also when signals come
// Says: it threw EINTR
// Violates: A signal does not end the wait, and
export * from "../semaphore_set.ts";
import { SEM_UNDO, semop } from "lib/sys/sem.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  if (ms !== Infinity) return rightAcquire(pool, needs, ms);
  const operations = taking(needs);
  if (operations.length > 0) semop(pool, operations);
  return true;
}

function taking(needs: Needs) {
  return Object.entries(needs).filter(([, n]) => n > 0)
    .map(([number, n]) => ({ number: Number(number), by: -n, flags: SEM_UNDO }));
}
