/** Mistake: it refuses a job of exactly 65536 bytes. */
// Caught by: submit() sends each job as one packet
// Says: A job of length 65536: it threw RangeError
// Violates: From 1 to 65536 bytes
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { submit as right } from "../stream_pipe.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  if (job.length >= 65536) throw new RangeError(`${job.length} bytes are too many`);
  right(queue, job);
}
