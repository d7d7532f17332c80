/** Mistake: it tells it to ten workers, and nobody passes it on. */
// Caught by: finish() ends all workers, those that wait and those that come later
// Says: waits in msgrcv
// Violates: those that wait and those that come later
export * from "../message_queue.ts";
import { msgrcv, msgsnd } from "lib/sys/msg.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  for (let done = 0;; done++) {
    const { type, text } = msgrcv(queue, 8192, -10);
    if (type === 10) return done;
    await handle(text);
  }
}

export function finish(queue: number): void {
  for (let worker = 0; worker < 10; worker++) msgsnd(queue, 10, new Uint8Array(0));
}
