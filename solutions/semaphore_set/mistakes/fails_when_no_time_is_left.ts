/** Mistake: it fails when a signal comes and the time is over: what is left is less than 0 then. */
// Caught by: acquire() does not wait longer when signals come
// Says: it threw EINVAL
// Violates: from 0 up to
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { SEM_UNDO, semtimedop } from "lib/sys/sem.ts";
import { acquire as rightAcquire, type Needs } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  if (ms === 0 || ms === Infinity) return rightAcquire(pool, needs, ms);
  const all = Object.entries(needs).filter(([, n]) => n > 0)
    .map(([number, n]) => ({ number: Number(number), by: -n, flags: SEM_UNDO }));
  for (let end = performance.now() + ms, left = ms;; left = end - performance.now()) {
    try {
      semtimedop(pool, all, left);
      return true;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.code === "EAGAIN") return false;
      if (error.code !== "EINTR") throw error;
    }
  }
}
