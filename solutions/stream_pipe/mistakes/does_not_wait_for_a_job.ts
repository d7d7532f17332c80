/** Mistake: it says that there is no job when there is none yet. */
// Caught by: nextJob() waits for a job, and leaves the next one to another worker
// Says: The lengths of the jobs of both workers
// Violates: waits while there is none
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { MSG_DONTWAIT, receive } from "lib/sys/message.ts";

export function nextJob(queue: Fd): Uint8Array | null {
  const buffer = new Uint8Array(65536);
  try {
    const length = receive(queue, buffer, MSG_DONTWAIT);
    return length === 0 ? null : buffer.slice(0, length);
  } catch {
    return null;
  }
}
