/** Mistake: it has a limit of its own. */
// Caught by: submit() sends each job as one message, and refuses what cannot be a job
// Says: it threw RangeError
// Violates: as many as `/proc/sys/kernel/msgmax` says
export * from "../message_queue.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (job.length > 4096) throw new RangeError("too long");
  rightSubmit(queue, job, urgency);
}
