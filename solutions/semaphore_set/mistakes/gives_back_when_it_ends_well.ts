/** Mistake: it gives back by itself when the program ends, which a killed one cannot do. */
// Caught by: acquire() is undone when its process ends, also by SIGKILL
// Says: what a killed process had taken is given back
// Violates: when it ends, in whatever way
export * from "../semaphore_set.ts";
import { semop } from "lib/sys/sem.ts";
import { acquire as rightAcquire, type Needs, release as rightRelease } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  if (!rightAcquire(pool, needs, ms)) return false;
  rightRelease(pool, needs);
  const all = Object.entries(needs).filter(([, n]) => n > 0);
  const change = (sign: number) =>
    semop(pool, all.map(([number, n]) => ({ number: Number(number), by: sign * n })));
  change(-1);
  addEventListener("unload", () => change(1));
  return true;
}
