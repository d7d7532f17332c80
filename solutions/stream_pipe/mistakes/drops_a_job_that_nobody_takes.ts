/** Mistake: it says nothing when no worker is left. */
// Caught by: submit() throws when no worker is left
// Says: it did not throw, although it had to throw EPIPE
// Violates: when no worker has the other end any more
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { submit as right } from "../stream_pipe.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  try {
    right(queue, job);
  } catch (error) {
    if (error instanceof RangeError) throw error;
  }
}
