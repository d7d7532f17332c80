/** Mistake: the kernel does not know that it has given something back, and does so again. */
// Caught by: release() gives back what was taken, and what is left is given back at the end
// Says: The values when the process has ended
// Violates: is not given back again when the process ends
export * from "../semaphore_set.ts";
import { semop } from "lib/sys/sem.ts";
import { type Needs } from "../semaphore_set.ts";

export function release(pool: number, needs: Needs): void {
  const operations = Object.entries(needs).filter(([, n]) => n > 0)
    .map(([number, n]) => ({ number: Number(number), by: n }));
  if (operations.length > 0) semop(pool, operations);
}
