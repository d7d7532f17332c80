/** Mistake: it looks for the end first, and leaves the jobs that are still there. */
// Caught by: finish() lets all jobs be done first, also when the queue is full
// Says: Jobs that were there when finish() was called
// Violates: Does jobs until `finish()`
export * from "../message_queue.ts";
import { IPC_NOWAIT, msgrcv } from "lib/sys/msg.ts";
import { doJobs as rightDoJobs, finish } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  try {
    msgrcv(queue, 8192, 10, IPC_NOWAIT);
    finish(queue);
    return 0;
  } catch {
    return await rightDoJobs(queue, handle);
  }
}
