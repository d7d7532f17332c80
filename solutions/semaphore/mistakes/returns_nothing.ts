/** Mistake: it does not hand on what the task returned. */
// Caught by: withPermit() holds the permit until its task is over, however it ends
// Says: has returned undefined, not returned 0
// Violates: What the task returned
export * from "../semaphore.ts";
import type { Semaphore } from "../semaphore.ts";

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  await semaphore.acquireAsync();
  try {
    await task();
    return undefined as T;
  } finally {
    semaphore.release();
  }
}
