/** Mistake: finish() removes the queue, with the jobs that wait. */
// Caught by: finish() lets all jobs be done first, also when the queue is full
// Says: it threw E
// Violates: The queue, which stays
export * from "../message_queue.ts";
import { IPC_RMID, msgctl } from "lib/sys/msg.ts";

export function finish(queue: number): void {
  msgctl(queue, IPC_RMID);
}
