/** Mistake: after a signal, it waits for the whole time again. */
// Caught by: acquire() does not wait longer when signals come
// Says: acquire() waited for
// Violates: and does not make it longer
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { SEM_UNDO, semtimedop } from "lib/sys/sem.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  if (ms === Infinity) return rightAcquire(pool, needs);
  for (;;) {
    try {
      semtimedop(pool, taking(needs), ms);
      return true;
    } catch (error) {
      if (error instanceof SysError && error.code === "EAGAIN") return false;
      if (!(error instanceof SysError) || error.code !== "EINTR") throw error;
    }
  }
}

function taking(needs: Needs) {
  return Object.entries(needs).filter(([, n]) => n > 0)
    .map(([number, n]) => ({ number: Number(number), by: -n, flags: SEM_UNDO }));
}
