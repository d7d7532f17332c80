/** Mistake: it sets a limit although nobody has asked for one. */
// Caught by: openQueue() makes an empty queue, which only its user may use
// Says: Without a limit: how many bytes
// Violates: which stays when you leave this out
export * from "../message_queue.ts";
import { openQueue as rightOpenQueue } from "../message_queue.ts";

export function openQueue(key: number, limit?: number): number {
  return rightOpenQueue(key, limit ?? 4096);
}
