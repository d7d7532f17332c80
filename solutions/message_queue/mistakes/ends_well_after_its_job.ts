/** Mistake: when the queue is removed while it does a job, it returns as if that was the last one. */
// Caught by: doJobs() waits for jobs, and throws when the queue is gone
// Says: was removed while it did a job: it did not throw
// Violates: when the queue is gone, also while it waits.
export * from "../message_queue.ts";
import { SysError } from "lib/sys/errno.ts";
import { doJobs as right } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  let done = 0;
  try {
    return await right(queue, async (job) => {
      await handle(job);
      done++;
    });
  } catch (error) {
    if (error instanceof SysError && error.code === "EINVAL" && done > 0) return done;
    throw error;
  }
}
