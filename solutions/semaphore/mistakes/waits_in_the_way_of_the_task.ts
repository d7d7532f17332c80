/** Mistake: it blocks the thread whose event loop would go on with the task. */
// Caught by: acquireAsync() and withPermit() lose no wake-up, with several tasks in one thread
// Says: Deadlock: A waits at [0] while it is 0, B waits at [0]
// Violates: While none is free, it waits as `acquireAsync` does
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
