/** Mistake: it reads on until its buffer is full, as from a stream, and joins jobs. */
// Caught by: nextJob() gives jobs one by one, each as it was submitted
// Says: A job of length 1: Expected 1 byte, got
// Violates: Takes the next job
export * from "../stream_pipe.ts";
import { type Fd, read } from "lib/sys/fd.ts";

export function nextJob(queue: Fd): Uint8Array | null {
  const buffer = new Uint8Array(65536);
  let filled = 0;
  for (let length; (length = read(queue, buffer.subarray(filled))) > 0;) filled += length;
  return filled === 0 ? null : buffer.subarray(0, filled);
}
