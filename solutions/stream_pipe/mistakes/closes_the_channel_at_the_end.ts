/** Mistake: it closes the channel when nothing can come any more. */
// Caught by: takeOver() gives the note and the open files in their order
// Says: takeOver() threw
// Violates: which stays open
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { type Handover, takeOver as right } from "../stream_pipe.ts";

export function takeOver(channel: Fd): Handover | null {
  const taken = right(channel);
  if (taken === null) close(channel);
  return taken;
}
