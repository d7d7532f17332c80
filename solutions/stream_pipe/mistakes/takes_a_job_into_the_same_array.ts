/** Mistake: all jobs are in the same array, and the next one overwrites the one before. */
// Caught by: nextJob() gives jobs one by one, each as it was submitted
// Says: A job of length 1: Expected 1 byte, got 1
// Violates: in an array of its own
export * from "../stream_pipe.ts";
import { type Fd, read } from "lib/sys/fd.ts";

const buffer = new Uint8Array(65536);
export function nextJob(queue: Fd): Uint8Array | null {
  const length = read(queue, buffer);
  return length === 0 ? null : buffer.subarray(0, length);
}
