/** Mistake: it gives all descriptors in the same list, and the next call changes it. */
// Caught by: takeOver() gives the note and the open files in their order
// Says: the next call has changed the list of descriptors
// Violates: in an array of its
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Handover, takeOver as right } from "../stream_pipe.ts";

const list: Fd[] = [];
export function takeOver(channel: Fd): Handover | null {
  const taken = right(channel);
  list.splice(0, Infinity, ...taken?.fds ?? []);
  return taken && { ...taken, fds: list };
}
