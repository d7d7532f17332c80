/** Mistake: it drops a job for which there is no room within a minute. */
// Caught by: submit() waits while the queue is full
// Says: The packets after those
// Violates: Puts a job into a queue, as one packet, and waits while the queue is full.
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLOUT } from "lib/sys/poll.ts";
import { submit as submitWell } from "../stream_pipe.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  const [happened] = poll([{ fd: queue, events: POLLOUT }], 60_000);
  if (happened !== 0) submitWell(queue, job);
}
