/** Mistake: it does not send an empty job. */
// Caught by: submit() sends each job as one message, and refuses what cannot be a job
// Says: A job of 0 bytes with urgency 9: Expected
// Violates: No bytes, or up to
export * from "../message_queue.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (job.length > 0) rightSubmit(queue, job, urgency);
}
