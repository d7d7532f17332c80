/** Mistake: it closes the channel when it cannot hand anything over. */
// Caught by: handOver() refuses what cannot go, and sends nothing
// Says: handOver() closed the channel
// Violates: which stays open
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { handOver as right } from "../stream_pipe.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  try {
    right(channel, note, fds);
  } catch (error) {
    close(channel);
    throw error;
  }
}
