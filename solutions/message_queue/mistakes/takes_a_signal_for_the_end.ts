/** Mistake: it fails when a signal comes while it waits for room. */
// Caught by: finish() lets all jobs be done first, also when the queue is full
// Says: finish(): it threw EINTR
// Violates: A signal does not end
export * from "../message_queue.ts";
import { msgsnd } from "lib/sys/msg.ts";

export function finish(queue: number): void {
  msgsnd(queue, 10, new Uint8Array(0));
}
