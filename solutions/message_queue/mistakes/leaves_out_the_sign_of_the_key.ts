/** Mistake: it leaves the highest bit of the key out, and a key may have all 32. */
// Caught by: openQueue() makes an empty queue, which only its user may use
// Says: With a key below 0
// Violates: by which every process finds it
export * from "../message_queue.ts";
import { openQueue as right } from "../message_queue.ts";

export function openQueue(key: number, limit?: number): number {
  return right(key & 0x7fffffff, limit);
}
