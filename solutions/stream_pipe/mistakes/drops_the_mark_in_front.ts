/** Mistake: it takes the first character of the note for a byte order mark, and drops it. */
// Caught by: takeOver() gives the note and the open files in their order
// Says: NUL behind
// Violates: The note, as it was given
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Handover, takeOver as right } from "../stream_pipe.ts";

export function takeOver(channel: Fd): Handover | null {
  const taken = right(channel);
  return taken && { ...taken, note: taken.note.replace(/^\ufeff/, "") };
}
