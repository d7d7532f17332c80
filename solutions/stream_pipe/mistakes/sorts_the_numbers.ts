/** Mistake: it sorts the descriptors by their numbers. */
// Caught by: handOver() passes a note and open files in one packet
// Says: these are not the same open files
// Violates: Passes open files on to another process
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { handOver as right } from "../stream_pipe.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  right(channel, note, fds.toSorted((a, b) => a - b));
}
