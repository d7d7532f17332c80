/** Mistake: it runs the task first, and takes the permit when it is over. */
// Caught by: withPermit() holds the permit until its task is over, however it ends
// Says: the only permit is taken while it runs, and the value is 1
// Violates: Runs a task while it holds a permit
export * from "../semaphore.ts";
import type { Semaphore } from "../semaphore.ts";

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  const running = task();
  await semaphore.acquireAsync();
  try {
    return await running;
  } finally {
    semaphore.release();
  }
}
