/** Mistake: when a job fails, it takes the others out of the queue. */
// Caught by: doJobs() passes on what a job throws, and leaves the other jobs
// Says: A job failed:
// Violates: the others stay in the queue
export * from "../message_queue.ts";
import { IPC_STAT, msgctl, msgrcv } from "lib/sys/msg.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  return await rightDoJobs(queue, async (job) => {
    try {
      await handle(job);
    } catch (error) {
      while (msgctl(queue, IPC_STAT).messages > 1) msgrcv(queue, 8192, 0);
      throw error;
    }
  });
}
