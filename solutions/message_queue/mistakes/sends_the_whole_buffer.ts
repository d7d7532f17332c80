/** Mistake: it sends the buffer that the job is a part of. */
// Caught by: submit() sends each job as one message, and refuses what cannot be a job
// Says: A job of 0 bytes with urgency 9: Expected
// Violates: a message with the job's bytes
export * from "../message_queue.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  rightSubmit(queue, new Uint8Array(job.buffer).slice(0, job.length + 1), urgency);
}
