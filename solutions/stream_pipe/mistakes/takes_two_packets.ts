/** Mistake: it takes the next packet, too, for the next call. */
// Caught by: takeOver() gives the note and the open files in their order
// Says: takeOver() took the next packet, too
// Violates: no more
export * from "../stream_pipe.ts";
import { type Fd, unread } from "lib/sys/fd.ts";
import { type Handover, takeOver as right } from "../stream_pipe.ts";

const more: Handover[] = [];
export function takeOver(channel: Fd): Handover | null {
  if (more.length > 0) return more.shift()!;
  const taken = right(channel);
  if (taken && unread(channel) > 0) more.push(right(channel)!);
  return taken;
}
