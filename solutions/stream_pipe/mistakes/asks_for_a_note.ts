/** Mistake: it refuses to hand anything over without a note. */
// Caught by: handOver() passes a note and open files in one packet
// Says: 1 with "": what was thrown
// Violates: that can be written in UTF-8, also none
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { handOver as right } from "../stream_pipe.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  if (note === "") throw new RangeError("There is no note");
  right(channel, note, fds);
}
