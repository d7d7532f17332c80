/** Mistake: it leaves it to the kernel to refuse an urgency, and that says only EINVAL. */
// Caught by: submit() sends each job as one message, and refuses what cannot be a job
// Says: An urgency of 0: it threw EINVAL
// Violates: or the urgency is another one
export * from "../message_queue.ts";
import { msgsnd } from "lib/sys/msg.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (urgency < 1) msgsnd(queue, urgency, job);
  rightSubmit(queue, job, urgency);
}
