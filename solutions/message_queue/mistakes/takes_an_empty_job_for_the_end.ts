/** Mistake: it takes a message without a byte for the end, and a job may be that, too. */
// Caught by: doJobs() does the most urgent job first, and each as it was submitted
// Says: Jobs of 0, 11, 0 bytes: lengths
// Violates: Does jobs until `finish()` has been called
export * from "../message_queue.ts";
import { msgrcv } from "lib/sys/msg.ts";
import { finish } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  for (let done = 0;;) {
    try {
      const { type, text } = msgrcv(queue, 8192, -10);
      if (type > 8 && text.length === 0) {
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
