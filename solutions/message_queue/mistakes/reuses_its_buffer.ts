/** Mistake: it puts each job into the same buffer. */
// Caught by: doJobs() does the most urgent job first, and each as it was submitted
// Says: Jobs of 0, 11, 0 bytes, job 2
// Violates: in an array of its own
export * from "../message_queue.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  const buffer = new Uint8Array(8192);
  return await rightDoJobs(queue, (job) => {
    buffer.set(job);
    return handle(buffer.subarray(0, job.length));
  });
}
