/** Mistake: it does not tell anybody when the queue is full. */
// Caught by: finish() lets all jobs be done first, also when the queue is full
// Says: doJobs() waits in msgrcv
// Violates: also when it is full now
export * from "../message_queue.ts";
import { IPC_STAT, msgctl } from "lib/sys/msg.ts";
import { finish as rightFinish } from "../message_queue.ts";

export function finish(queue: number): void {
  if (msgctl(queue, IPC_STAT).messages !== 2) rightFinish(queue);
}
