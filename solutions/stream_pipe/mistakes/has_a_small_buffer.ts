/** Mistake: its buffer is too small for a long job, whose rest is lost. */
// Caught by: nextJob() gives jobs one by one, each as it was submitted
// Says: A job of length 65536: Expected 65536 bytes, got 4096
// Violates: each job goes to one of them, whole
export * from "../stream_pipe.ts";
import { type Fd, read } from "lib/sys/fd.ts";

export function nextJob(queue: Fd): Uint8Array | null {
  const buffer = new Uint8Array(4096);
  const length = read(queue, buffer);
  return length === 0 ? null : buffer.slice(0, length);
}
