/** Mistake: it sets the value, and the kernel forgets what the process holds. */
// Caught by: release() gives back what was taken, and what is left is given back at the end
// Says: The values when the process has ended
// Violates: What was given back is not given back again
export * from "../semaphore_set.ts";
import { GETVAL, semctl, SETVAL } from "lib/sys/sem.ts";
import { type Needs } from "../semaphore_set.ts";

export function release(pool: number, needs: Needs): void {
  for (const [number, n] of Object.entries(needs)) {
    const index = Number(number);
    if (n > 0) semctl(pool, index, SETVAL, semctl(pool, index, GETVAL) + n);
  }
}
