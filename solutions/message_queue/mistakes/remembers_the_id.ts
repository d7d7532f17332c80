/** Mistake: it remembers the id of a key, although the queue may have been removed. */
// Caught by: openQueue() makes an empty queue, which only its user may use
// Says: Once more, after the queue of the key was removed
// Violates: Where there is none
export * from "../message_queue.ts";
import { openQueue as rightOpenQueue } from "../message_queue.ts";

const ids = new Map<number, number>();

export function openQueue(key: number, limit?: number): number {
  const id = ids.get(key) ?? rightOpenQueue(key, limit);
  ids.set(key, id);
  return id;
}
