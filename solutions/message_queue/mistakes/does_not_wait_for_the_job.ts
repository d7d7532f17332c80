/** Mistake: it takes the next job while handle() is still at work. */
// Caught by: doJobs() takes a job when the one before it is done, and not sooner
// Says: How many jobs were in the queue
// Violates: and its promise, if it gives one, is fulfilled
export * from "../message_queue.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  const jobs: unknown[] = [];
  const done = await rightDoJobs(queue, (job) => void jobs.push(handle(job)));
  await Promise.all(jobs);
  return done;
}
