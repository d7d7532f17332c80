/** Mistake: it closes the descriptors when it cannot hand them over. */
// Caught by: handOver() refuses what cannot go, and sends nothing
// Says: the caller's descriptors have to stay open
// Violates: which stay open
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { handOver as right } from "../stream_pipe.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  try {
    right(channel, note, fds);
  } catch (error) {
    if (error instanceof RangeError) fds.forEach(close);
    throw error;
  }
}
