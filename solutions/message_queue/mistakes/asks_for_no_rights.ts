/** Mistake: it does not say what it wants to do with the queue, and learns too late that it may not. */
// Caught by: openQueue() throws EACCES for a queue that it may not use
// Says: A queue of mode 400: it did not throw
// Violates: when you may not both send and receive
export * from "../message_queue.ts";
import { msgget } from "lib/sys/msg.ts";
import { openQueue as rightOpenQueue } from "../message_queue.ts";

export function openQueue(key: number, limit?: number): number {
  try {
    return msgget(key, 0);
  } catch {
    return rightOpenQueue(key, limit);
  }
}
