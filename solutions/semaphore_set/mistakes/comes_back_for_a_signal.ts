/** Mistake: a signal ends its wait before the time is over. */
// Caught by: acquire() does not wait longer when signals come
// Says: Signals came: acquire() came back after
// Violates: A signal does not end the wait, and
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { SEM_UNDO, semtimedop } from "lib/sys/sem.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  if (ms === Infinity || ms < 500) return rightAcquire(pool, needs, ms);
  try {
    semtimedop(pool, taking(needs), ms);
    return true;
  } catch (error) {
    if (error instanceof SysError && ["EAGAIN", "EINTR"].includes(error.code)) return false;
    throw error;
  }
}

function taking(needs: Needs) {
  return Object.entries(needs).filter(([, n]) => n > 0)
    .map(([number, n]) => ({ number: Number(number), by: -n, flags: SEM_UNDO }));
}
