/** Mistake: it does not mind that the queue is gone. */
// Caught by: finish() lets all jobs be done first, also when the queue is full
// Says: finish(), and the queue was gone: it did not throw
// Violates: when the queue is gone
export * from "../message_queue.ts";
import { finish as rightFinish } from "../message_queue.ts";

export function finish(queue: number): void {
  try {
    rightFinish(queue);
  } catch {
    // There is nobody to tell.
  }
}
