/** Mistake: it closes the descriptors, which are still the caller's. */
// Caught by: handOver() passes a note and open files in one packet
// Says: the caller's descriptors have to stay open
// Violates: which stay open
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { handOver as right } from "../stream_pipe.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  right(channel, note, fds);
  fds.forEach(close);
}
