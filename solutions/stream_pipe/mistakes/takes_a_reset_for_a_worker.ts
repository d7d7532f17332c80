/** Mistake: it takes ECONNRESET for the news of a worker that has gone, and thinks that others are left. */
// Caught by: submit() throws when no worker is left
// Says: The last worker has gone, and left two jobs: it did not throw
// Violates: when no worker has the other end any more
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { submit as right } from "../stream_pipe.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  try {
    right(queue, job);
  } catch (error) {
    if ((error as { code?: string }).code !== "ECONNRESET") throw error;
  }
}
