/** Mistake: it takes a job that fails without a reason for one that is done. */
// Caught by: doJobs() passes on what a job throws, and leaves the other jobs
// Says: it had to throw the value undefined
// Violates: or rejects with
export * from "../message_queue.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  return await rightDoJobs(queue, async (job) => {
    let reason: unknown;
    try {
      await handle(job);
    } catch (error) {
      reason = error;
    }
    if (reason) throw reason;
  });
}
