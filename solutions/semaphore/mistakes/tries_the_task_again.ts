/** Mistake: it runs a task that has failed for a second time. */
// Caught by: withPermit() holds the permit until its task is over, however it ends
// Says: it began 2 times
// Violates: What to run, once
export * from "../semaphore.ts";
import type { Semaphore } from "../semaphore.ts";

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  await semaphore.acquireAsync();
  try {
    return await task();
  } catch {
    return await task();
  } finally {
    semaphore.release();
  }
}
