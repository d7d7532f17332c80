/** Mistake: it tells nobody when the queue is empty, although workers wait there. */
// Caught by: finish() ends all workers, those that wait and those that come later
// Says: waits in msgrcv
// Violates: Tells all workers
export * from "../message_queue.ts";
import { IPC_STAT, msgctl } from "lib/sys/msg.ts";
import { finish as rightFinish } from "../message_queue.ts";

export function finish(queue: number): void {
  if (msgctl(queue, IPC_STAT).messages > 0) rightFinish(queue);
}
