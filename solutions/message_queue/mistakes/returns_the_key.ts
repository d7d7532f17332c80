/** Mistake: it returns the key, which is not the id. */
// Caught by: openQueue() makes an empty queue, which only its user may use
// Says: the id of the queue that has the key
// Violates: Its id, which is the same in every process
export * from "../message_queue.ts";
import { openQueue as rightOpenQueue } from "../message_queue.ts";

export function openQueue(key: number, limit?: number): number {
  rightOpenQueue(key, limit);
  return key;
}
