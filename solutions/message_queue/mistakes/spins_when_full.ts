/** Mistake: it asks again and again whether there is room. */
// Caught by: submit() waits while the queue is full, and throws when it is gone
// Says: submit() keeps a processor busy
// Violates: it waits, and keeps no processor busy
export * from "../message_queue.ts";
import { SysError } from "lib/sys/errno.ts";
import { IPC_NOWAIT, msgsnd } from "lib/sys/msg.ts";
import { submit as rightSubmit } from "../message_queue.ts";

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (!(urgency >= 1 && urgency <= 9) || job.length > 8192) rightSubmit(queue, job, urgency);
  for (;;) {
    try {
      return msgsnd(queue, urgency, job, IPC_NOWAIT);
    } catch (error) {
      if (!(error instanceof SysError) || error.code !== "EAGAIN") throw error;
    }
  }
}
