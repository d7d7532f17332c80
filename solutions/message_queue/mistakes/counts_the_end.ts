/** Mistake: it counts the end as a job. */
// Caught by: doJobs() does the most urgent job first, and each as it was submitted
// Says: how many jobs it says that it has done
// Violates: How many jobs it has done
export * from "../message_queue.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  return await rightDoJobs(queue, handle) + 1;
}
