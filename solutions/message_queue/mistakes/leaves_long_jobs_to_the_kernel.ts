/** Mistake: it leaves it to the kernel to refuse a long job, and that says only EINVAL. */
// Caught by: submit() sends each job as one message, and refuses what cannot be a job
// Says: bytes: it threw EINVAL, not RangeError
// Violates: When the job is longer
export * from "../message_queue.ts";
import { msgsnd } from "lib/sys/msg.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (job.length > 8192) msgsnd(queue, 9, job);
  rightSubmit(queue, job, urgency);
}
