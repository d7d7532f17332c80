/** Mistake: it counts how often the end was passed on, and stops after ten workers. */
// Caught by: finish() ends all workers, those that wait and those that come later
// Says: waits in msgrcv
// Violates: until `finish()` has been called
export * from "../message_queue.ts";
import { msgrcv, msgsnd } from "lib/sys/msg.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  for (let done = 0;; done++) {
    const { type, text } = msgrcv(queue, 8192, -10);
    if (type === 10) {
      if (text.length < 10) msgsnd(queue, type, new Uint8Array(text.length + 1));
      return done;
    }
    await handle(text);
  }
}
