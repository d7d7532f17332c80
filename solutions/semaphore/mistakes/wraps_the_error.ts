/** Mistake: it throws an error of its own in the place of the task's. */
// Caught by: withPermit() holds the permit until its task is over, however it ends
// Says: has thrown Error: The task has failed
// Violates: What the task threw
export * from "../semaphore.ts";
import type { Semaphore } from "../semaphore.ts";

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  await semaphore.acquireAsync();
  try {
    return await task();
  } catch (cause) {
    throw new Error("The task has failed", { cause });
  } finally {
    semaphore.release();
  }
}
