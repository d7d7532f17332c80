/** Mistake: it gives the permit back in a later turn of the event loop, when its caller has gone on. */
// Caught by: withPermit() holds the permit until its task is over, however it ends
// Says: returns nothing: the permit is back when it is over, and the value is 0
// Violates: has it back when the task is over
export * from "../semaphore.ts";
import type { Semaphore } from "../semaphore.ts";

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  await semaphore.acquireAsync();
  try {
    return await task();
  } finally {
    setTimeout(() => semaphore.release());
  }
}
