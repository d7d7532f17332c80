/** Mistake: it throws away what is in the queue. */
// Caught by: openQueue() opens a queue that is there, also one that somebody makes meanwhile
// Says: How many messages are left in it
// Violates: keeps its messages
export * from "../message_queue.ts";
import { IPC_STAT, msgctl, msgrcv } from "lib/sys/msg.ts";
import { openQueue as rightOpenQueue } from "../message_queue.ts";

export function openQueue(key: number, limit?: number): number {
  const queue = rightOpenQueue(key, limit);
  while (msgctl(queue, IPC_STAT).messages > 0) msgrcv(queue, 8192, 0);
  return queue;
}
