/** Mistake: it takes the message that was meant for all workers. */
// Caught by: finish() ends all workers, those that wait and those that come later
// Says: waits in msgrcv
// Violates: until `finish()` has been called
export * from "../message_queue.ts";
import { msgrcv } from "lib/sys/msg.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  for (let done = 0;;) {
    try {
      const { type, text } = msgrcv(queue, 8192, -10);
      if (type === 10) return done;
      await handle(text);
      done++;
    } catch (error) {
      if ((error as { code?: string } | undefined)?.code !== "EINTR") throw error;
    }
  }
}
