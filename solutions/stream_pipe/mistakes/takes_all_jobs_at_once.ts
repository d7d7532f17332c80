/** Mistake: it takes all jobs that are there, and keeps those for later which others could do. */
// Caught by: nextJob() shares a queue with other workers
// Says: no worker got them whole
// Violates: Several workers may share the end
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { MSG_DONTWAIT, MSG_PEEK, receive } from "lib/sys/message.ts";
import { nextJob as right } from "../stream_pipe.ts";

const kept: (Uint8Array | null)[] = [];

export function nextJob(queue: Fd): Uint8Array | null {
  if (kept.length > 0) return kept.shift()!;
  try {
    do kept.push(right(queue)); while (
      kept.at(-1) && receive(queue, new Uint8Array(1), MSG_DONTWAIT | MSG_PEEK)
    );
  } catch { // There is nothing more to take.
  }
  return kept.shift()!;
}
