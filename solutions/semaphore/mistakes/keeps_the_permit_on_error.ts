/** Mistake: it gives the permit back after the task, but not when the task fails. */
// Caught by: withPermit() holds the permit until its task is over, however it ends
// Says: throws an error: the permit is back when it is over, and the value is 0
// Violates: has it back when the task is over, also when it failed
export * from "../semaphore.ts";
import type { Semaphore } from "../semaphore.ts";

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  await semaphore.acquireAsync();
  const result = await task();
  semaphore.release();
  return result;
}
