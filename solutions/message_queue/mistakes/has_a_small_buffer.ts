/** Mistake: its buffer is too small for the longest job, which then stays in the queue. */
// Caught by: doJobs() does the most urgent job first, and each as it was submitted
// Says: it threw E2BIG
// Violates: Does a job, which it gets
export * from "../message_queue.ts";
import { msgrcv } from "lib/sys/msg.ts";
import { finish } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  for (let done = 0;;) {
    try {
      const { type, text } = msgrcv(queue, 1024, -10);
      if (type === 10) {
        finish(queue);
        return done;
      }
      await handle(text);
      done++;
    } catch (error) {
      if ((error as { code?: string } | undefined)?.code !== "EINTR") throw error;
    }
  }
}
