/** Mistake: it gives up when there is no room for half a minute. */
// Caught by: submit() waits while the queue is full, and throws when it is gone
// Says: The queue was full: it threw EAGAIN
// Violates: While the queue is full, it waits
export * from "../message_queue.ts";
import { IPC_NOWAIT, msgsnd } from "lib/sys/msg.ts";
import { submit as right } from "../message_queue.ts";

const cell = new Int32Array(new SharedArrayBuffer(4));

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (![1, 2, 3, 4, 5, 6, 7, 8, 9].includes(urgency)) right(queue, job, urgency);
  for (const end = Date.now() + 30_000;;) {
    try {
      return msgsnd(queue, urgency, job, IPC_NOWAIT);
    } catch (error) {
      if ((error as { code?: string }).code !== "EAGAIN" || Date.now() > end) throw error;
    }
    Atomics.wait(cell, 0, 0, 50);
  }
}
