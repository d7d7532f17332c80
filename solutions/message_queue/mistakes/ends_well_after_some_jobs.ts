/** Mistake: when the queue is removed after some jobs, it returns as if all was done. */
// Caught by: doJobs() waits for jobs, and throws when the queue is gone
// Says: was removed while doJobs() waited after a job
// Violates: when the queue is gone, also while it waits.
export * from "../message_queue.ts";
import { SysError } from "lib/sys/errno.ts";
import { doJobs as right } from "../message_queue.ts";

export async function doJobs(
  queue: number,
  handle: (job: Uint8Array) => void | Promise<void>,
): Promise<number> {
  let done = 0;
  try {
    return await right(queue, async (job) => {
      await handle(job);
      done++;
    });
  } catch (error) {
    if (error instanceof SysError && done > 0) return done;
    throw error;
  }
}
