/** Mistake: it goes on as if nothing had happened when a job fails. */
// Caught by: doJobs() passes on what a job throws, and leaves the other jobs
// Says: A job failed: it did not throw
// Violates: What `handle` throws, or rejects with
export * from "../message_queue.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  return await rightDoJobs(queue, async (job) => {
    try {
      await handle(job);
    } catch {
      // Next job.
    }
  });
}
