/** Mistake: it takes any type that the kernel takes. */
// Caught by: submit() sends each job as one message, and refuses what cannot be a job
// Says: An urgency of 10: it did not throw
// Violates: A whole number from 1, the most urgent, to 9
export * from "../message_queue.ts";
import { msgsnd } from "lib/sys/msg.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (urgency <= 9 || !Number.isInteger(urgency)) rightSubmit(queue, job, urgency);
  else msgsnd(queue, urgency, job);
}
