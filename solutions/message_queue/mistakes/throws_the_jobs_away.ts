/** Mistake: it takes the jobs out of the queue that are still there. */
// Caught by: finish() lets all jobs be done first, also when the queue is full
// Says: Jobs that were there when finish() was called
// Violates: Jobs that are in the queue are still done
export * from "../message_queue.ts";
import { IPC_STAT, msgctl, msgrcv } from "lib/sys/msg.ts";
import { finish as rightFinish } from "../message_queue.ts";

export function finish(queue: number): void {
  while (msgctl(queue, IPC_STAT).messages > 0) msgrcv(queue, 8192, 0);
  rightFinish(queue);
}
