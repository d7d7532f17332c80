/** Mistake: it remembers the number of a queue that has ended, which a new queue may have later. */
// Caught by: nextJob() gives a job of a new queue that has the number of an old one
// Says: was a queue that had ended, and is a new one
// Violates: when nobody can submit any more and no job is left
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { nextJob as right } from "../stream_pipe.ts";

const ended = new Set<Fd>();
export function nextJob(queue: Fd): Uint8Array | null {
  if (ended.has(queue)) return null;
  const job = right(queue);
  if (job === null) ended.add(queue);
  return job;
}
