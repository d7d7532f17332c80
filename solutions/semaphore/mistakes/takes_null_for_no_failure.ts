/** Mistake: it takes null for the sign that the task has not failed, and a task may throw that. */
// Caught by: withPermit() holds the permit until its task is over, however it ends
// Says: A task that throws null: withPermit() has returned undefined
// Violates: What the task threw
export * from "../semaphore.ts";
import type { Semaphore } from "../semaphore.ts";

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  await semaphore.acquireAsync();
  let failure: unknown = null;
  const result = await Promise.try(task).catch((error: unknown) => void (failure = error));
  semaphore.release();
  if (failure !== null) throw failure;
  return result as T;
}
