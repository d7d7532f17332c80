/** Mistake: it takes 9 for the most urgent. */
// Caught by: submit() sends each job as one message, and refuses what cannot be a job
// Says: the type of its message
// Violates: whose type is the urgency
export * from "../message_queue.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (urgency >= 1 && urgency <= 9) rightSubmit(queue, job, 10 - urgency);
  else rightSubmit(queue, job, urgency);
}
