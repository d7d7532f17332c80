/** Mistake: it lets everybody use the queue. */
// Caught by: openQueue() makes an empty queue, which only its user may use
// Says: the mode of the queue
// Violates: that only your user may use
export * from "../message_queue.ts";
import { IPC_CREAT, msgget } from "lib/sys/msg.ts";
import { openQueue as rightOpenQueue } from "../message_queue.ts";

export function openQueue(key: number, limit?: number): number {
  msgget(key, IPC_CREAT | 0o666);
  return rightOpenQueue(key, limit);
}
