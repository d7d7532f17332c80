/** Mistake: it refuses a job that has more bytes than the queue may have now. */
// Caught by: submit() waits while the queue is full, and throws when it is gone
// Says: The queue was full: it threw RangeError
// Violates: While the queue is full, it waits
export * from "../message_queue.ts";
import { IPC_STAT, msgctl } from "lib/sys/msg.ts";
import { submit as right } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  const { limit } = msgctl(queue, IPC_STAT);
  if (job.length > limit) throw new RangeError(`The queue has at most ${limit} bytes`);
  right(queue, job, urgency);
}
