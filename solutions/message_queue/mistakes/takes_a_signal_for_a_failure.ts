/** Mistake: it fails when a signal comes while it waits. */
// Caught by: doJobs() waits for jobs, and throws when the queue is gone
// Says: There were no jobs at first: it threw EINTR
// Violates: A signal does not end the wait
export * from "../message_queue.ts";
import { msgrcv } from "lib/sys/msg.ts";
import { finish } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  for (let done = 0;; done++) {
    const { type, text } = msgrcv(queue, 8192, -10);
    if (type === 10) {
      finish(queue);
      return done;
    }
    await handle(text);
  }
}
