/** Mistake: it fills the caller's array with zeros when the job is sent. */
// Caught by: submit() sends each job as one packet
// Says: were changed by submit()
// Violates: They stay as they are
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { submit as right } from "../stream_pipe.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  right(queue, job);
  job.fill(0);
}
