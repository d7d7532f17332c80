/** Mistake: it sends the beginning of a long job, and then complains. */
// Caught by: submit() sends each job as one message, and refuses what cannot be a job
// Says: How many of the jobs were sent that were refused
// Violates: Nothing is sent then
export * from "../message_queue.ts";
import { msgsnd } from "lib/sys/msg.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (job.length > 8192) msgsnd(queue, 1, job.slice(0, 100));
  rightSubmit(queue, job, urgency);
}
