/** Mistake: it closes the queue, as if there were one job only. */
// Caught by: submit() sends each job as one packet
// Says: A job of length 2: it threw EBADF
// Violates: which stays open
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { submit as right } from "../stream_pipe.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  right(queue, job);
  close(queue);
}
