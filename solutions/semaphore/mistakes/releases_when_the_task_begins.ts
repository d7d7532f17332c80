/** Mistake: it does not await the task, and gives the permit back when a promise is there. */
// Caught by: withPermit() holds the permit until its task is over, however it ends
// Says: with two permits, three tasks have begun
// Violates: the task is over when that has settled
export * from "../semaphore.ts";
import type { Semaphore } from "../semaphore.ts";

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  await semaphore.acquireAsync();
  try {
    return task() as T;
  } finally {
    semaphore.release();
  }
}
