/** Mistake: it cuts off what its buffer cannot take, and the rest is lost. */
// Caught by: doJobs() does the most urgent job first, and each as it was submitted
// Says: Jobs of 8192 bytes: lengths
// Violates: Does a job, which it gets
export * from "../message_queue.ts";
import { MSG_NOERROR, msgrcv } from "lib/sys/msg.ts";
import { finish } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  for (let done = 0;;) {
    try {
      const { type, text } = msgrcv(queue, 1024, -10, MSG_NOERROR);
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
