/** Mistake: it hangs up when it has its job, and no worker gets another one. */
// Caught by: nextJob() waits for a job, and leaves the next one to another worker
// Says: nextJob() has shut the queue down
// Violates: also for the other workers
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { SHUT_RD, shutdown } from "lib/sys/socket.ts";
import { nextJob as right } from "../stream_pipe.ts";

export function nextJob(queue: Fd): Uint8Array | null {
  const job = right(queue);
  shutdown(queue, SHUT_RD);
  return job;
}
