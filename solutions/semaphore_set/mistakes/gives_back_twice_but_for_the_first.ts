/** Mistake: only of the first semaphore it tells the kernel that there is less to give back at the end. */
// Caught by: release() gives back what was taken, and what is left is given back at the end
// Says: The values when the process has ended
// Violates: is not given back again when the process ends
export * from "../semaphore_set.ts";
import { SEM_UNDO, semop } from "lib/sys/sem.ts";
import { type Needs, release as rightRelease } from "../semaphore_set.ts";

export function release(pool: number, needs: Needs): void {
  const operations = Object.entries(needs).filter(([, n]) => n > 0)
    .map(([number, n]) => ({ number: Number(number), by: n, flags: 0 }));
  if (operations.length === 0) return rightRelease(pool, needs);
  operations[0]!.flags = SEM_UNDO;
  semop(pool, operations);
}
