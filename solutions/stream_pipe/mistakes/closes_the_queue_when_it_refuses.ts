/** Mistake: it closes the queue when it refuses a job. */
// Caught by: submit() refuses an empty job, and one that is too long
// Says: EBADF
// Violates: which stays open
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { submit as right } from "../stream_pipe.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  try {
    right(queue, job);
  } catch (error) {
    if (error instanceof RangeError) close(queue);
    throw error;
  }
}
