/** Mistake: it gives the permit back after the task, but not when the task fails. */
// Caught by: withPermit() gives the permit back when its task throws, at once or later
// Says: value: 0
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
