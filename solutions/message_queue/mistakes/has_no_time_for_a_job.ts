/** Mistake: it takes the next job when one has taken ten seconds. */
// Caught by: doJobs() takes a job when the one before it is done, and not sooner
// Says: How many jobs were in the queue while
// Violates: its promise, if it gives one, is fulfilled
export * from "../message_queue.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  return await rightDoJobs(queue, async (job) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, 10_000);
    await Promise.race([handle(job), promise]);
    clearTimeout(timer);
  });
}
