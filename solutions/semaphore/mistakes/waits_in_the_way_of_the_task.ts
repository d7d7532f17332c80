/** Mistake: it blocks the thread whose event loop would go on with the task. */
// Caught by: withPermit() holds the permit until its task is over, and does not block the thread
// Says: it has no Worker that could
export * from "../semaphore.ts";
import type { Semaphore } from "../semaphore.ts";

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  semaphore.acquire();
  try {
    return await task();
  } finally {
    semaphore.release();
  }
}
