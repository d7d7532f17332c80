/** Mistake: it gives the descriptors in the wrong order. */
// Caught by: takeOver() gives the note and the open files in their order
// Says: these are not the same open files, in the same order
// Violates: in the same order
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Handover, takeOver as right } from "../stream_pipe.ts";

export function takeOver(channel: Fd): Handover | null {
  const taken = right(channel);
  return taken && { ...taken, fds: taken.fds.reverse() };
}
