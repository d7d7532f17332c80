/** Mistake: it sends an empty job, which a worker takes for the end. */
// Caught by: submit() refuses an empty job, and one that is too long
// Says: A job of length 0: it did not throw
// Violates: When the job is empty or longer
export * from "../stream_pipe.ts";
import { type Fd, write } from "lib/sys/fd.ts";
import { submit as right } from "../stream_pipe.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  if (job.length === 0) write(queue, job);
  else right(queue, job);
}
