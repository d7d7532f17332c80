/** Mistake: it sends the beginning of a job that is too long, and throws then. */
// Caught by: submit() refuses an empty job, and one that is too long
// Says: The lengths of the packets
// Violates: Nothing is sent then
export * from "../stream_pipe.ts";
import { type Fd, write } from "lib/sys/fd.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  const fits = job.subarray(0, 65536);
  if (fits.length > 0) write(queue, fits);
  if (fits.length < job.length || job.length === 0) throw new RangeError(`${job.length} bytes`);
}
