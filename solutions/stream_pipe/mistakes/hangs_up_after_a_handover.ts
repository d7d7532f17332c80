/** Mistake: it closes the channel, as if there were one note only. */
// Caught by: handOver() passes a note and open files in one packet
// Says: handOver() closed the channel
// Violates: which stays open
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { handOver as right } from "../stream_pipe.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  right(channel, note, fds);
  close(channel);
}
