/** Mistake: it does not wait for room in the queue. */
// Caught by: submit() waits while the queue is full
// Says: EAGAIN
// Violates: waits while the queue is full
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { MSG_DONTWAIT, send } from "lib/sys/message.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  if (job.length === 0 || job.length > 65536) throw new RangeError(`${job.length} bytes`);
  send(queue, job, MSG_DONTWAIT);
}
