/** Mistake: it takes a signal for a failure. */
// Caught by: submit() waits while the queue is full, and throws when it is gone
// Says: The queue was full: it threw EINTR
// Violates: A signal does not end the wait
export * from "../message_queue.ts";
import { msgsnd } from "lib/sys/msg.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (!(urgency >= 1 && urgency <= 9) || job.length > 8192) rightSubmit(queue, job, urgency);
  msgsnd(queue, urgency, job);
}
