/** Mistake: it believes that nobody submits any more when nobody has done so for a minute. */
// Caught by: nextJob() waits for a job, and leaves the next one to another worker
// Says: The lengths of the jobs of both workers
// Violates: Takes the next job, and waits while there is none.
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { nextJob as nextJobWell } from "../stream_pipe.ts";

export function nextJob(queue: Fd): Uint8Array | null {
  const [happened] = poll([{ fd: queue, events: POLLIN }], 60_000);
  return happened === 0 ? null : nextJobWell(queue);
}
