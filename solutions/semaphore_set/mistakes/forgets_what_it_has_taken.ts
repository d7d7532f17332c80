/** Mistake: the kernel does not know that it has to give back what a killed process had. */
// Caught by: acquire() is undone when its process ends, also by SIGKILL
// Says: what a killed process had taken is given back
// Violates: What a process has taken is given back
export * from "../semaphore_set.ts";
import { semop } from "lib/sys/sem.ts";
import { acquire as rightAcquire, type Needs, release as rightRelease } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  for (const end = performance.now() + ms;;) {
    if (rightAcquire(pool, needs, Math.min(100, Math.max(0, end - performance.now())))) break;
    if (performance.now() >= end) return false;
  }
  rightRelease(pool, needs);
  const taken = Object.entries(needs).filter(([, n]) => n > 0);
  semop(pool, taken.map(([number, n]) => ({ number: Number(number), by: -n })));
  return true;
}
