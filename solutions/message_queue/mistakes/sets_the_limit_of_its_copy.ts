/** Mistake: it changes the limit in the copy that the kernel gave, and not in the queue. */
// Caught by: openQueue() makes an empty queue, which only its user may use
// Says: With a limit of 1: how many bytes
// Violates: have together, from 1
export * from "../message_queue.ts";
import { IPC_STAT, msgctl } from "lib/sys/msg.ts";
import { openQueue as rightOpenQueue } from "../message_queue.ts";

export function openQueue(key: number, limit?: number): number {
  const queue = rightOpenQueue(key);
  const state = msgctl(queue, IPC_STAT);
  if (limit !== undefined) state.limit = limit;
  return queue;
}
