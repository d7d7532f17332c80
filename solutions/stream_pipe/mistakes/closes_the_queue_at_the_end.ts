/** Mistake: it closes the queue when there is no job any more. */
// Caught by: nextJob() gives jobs one by one, each as it was submitted
// Says: nextJob() threw
// Violates: as often as you ask
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { nextJob as right } from "../stream_pipe.ts";

export function nextJob(queue: Fd): Uint8Array | null {
  const job = right(queue);
  if (job === null) close(queue);
  return job;
}
