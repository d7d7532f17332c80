/** Mistake: it tells all workers to end when a job has failed. */
// Caught by: doJobs() waits for jobs, and throws when the queue is gone
// Says: A job failed in the call before: lengths
// Violates: Does jobs until `finish()` has been called
export * from "../message_queue.ts";
import { doJobs as rightDoJobs, finish } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  return await rightDoJobs(queue, async (job) => {
    try {
      await handle(job);
    } catch (error) {
      finish(queue);
      throw error;
    }
  });
}
