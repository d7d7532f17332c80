/** Mistake: it calls again once, and the second signal is too much for it. */
// Caught by: submit() waits while the queue is full, and throws when it is gone
// Says: The queue was full: it threw EINTR
// Violates: A signal does not end the wait
export * from "../message_queue.ts";
import { SysError } from "lib/sys/errno.ts";
import { msgsnd } from "lib/sys/msg.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  try {
    msgsnd(queue, urgency, job);
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "EINTR") throw error;
    msgsnd(queue, urgency, job);
  }
}
