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
  const all = Object.entries(needs)
    .map(([number, n]) => ({ number: Number(number), by: -n, flags: SEM_UNDO }));
  for (;;) {
    try {
      semtimedop(pool, all, ms);
      return true;
    } catch (error) {
      const code = error instanceof SysError ? error.code : undefined;
      if (code === "EAGAIN") return false;
      if (code !== "EINTR") throw error;
    }
  }
}
