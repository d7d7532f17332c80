/** Mistake: it puts a job that has failed back into the queue. */
// Caught by: doJobs() waits for jobs, and throws when the queue is gone
// Says: A job failed in the call before: it threw JOB 3
// Violates: That job is gone then
export * from "../message_queue.ts";
import { msgsnd } from "lib/sys/msg.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  return await rightDoJobs(queue, async (job) => {
    try {
      await handle(job);
    } catch (error) {
      msgsnd(queue, 1, job);
      throw error;
    }
  });
}
