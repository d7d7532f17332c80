/** Mistake: it removes the queue when the job is in it, as if it were closing a file. */
// Caught by: submit() sends each job as one message, and refuses what cannot be a job
// Says: submit() removed the queue
// Violates: The queue, which stays
export * from "../message_queue.ts";
import { IPC_RMID, msgctl } from "lib/sys/msg.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  rightSubmit(queue, job, urgency);
  msgctl(queue, IPC_RMID);
}
