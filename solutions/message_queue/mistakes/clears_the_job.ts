/** Mistake: it clears the job that it has sent. */
// Caught by: submit() sends each job as one message, and refuses what cannot be a job
// Says: were changed by submit()
// Violates: They stay as they are
export * from "../message_queue.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  rightSubmit(queue, job, urgency);
  job.fill(0);
}
