/** Mistake: it looks twenty times, and takes a queue that is empty for so long for the end. */
// Caught by: doJobs() waits for jobs, and throws when the queue is gone
// Says: There were no jobs at first: lengths
// Violates: While there is none, it waits
export * from "../message_queue.ts";
import { IPC_STAT, msgctl } from "lib/sys/msg.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  for (let looks = 0; msgctl(queue, IPC_STAT).messages === 0; looks++) {
    if (looks === 20) return 0;
    await new Promise((go) => setTimeout(go, 100));
  }
  return await rightDoJobs(queue, handle);
}
