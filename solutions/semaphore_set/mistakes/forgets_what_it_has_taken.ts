/** Mistake: the kernel does not know that it has to give back what a killed process had. */
// Caught by: acquire() holds what a program in perl waits for, until it is killed
// Says: what a killed process had taken is given back
// Violates: What a process has taken is given back
export * from "../semaphore_set.ts";
import { semop } from "lib/sys/sem.ts";
import { acquire as rightAcquire, type Needs, release as rightRelease } from "../semaphore_set.ts";

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  if (!rightAcquire(pool, needs, ms)) return false;
  const taken = Object.entries(needs).filter(([, n]) => n > 0);
  rightRelease(pool, needs);
  semop(pool, taken.map(([number, n]) => ({ number: Number(number), by: -n })));
  return true;
}
