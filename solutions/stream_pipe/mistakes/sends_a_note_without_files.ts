/** Mistake: it sends the note also when there is nothing to hand over. */
// Caught by: handOver() refuses what cannot go, and sends nothing
// Says: no descriptor: what was thrown
// Violates: When there are no descriptors or more of them
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { sendMessage } from "lib/sys/message.ts";
import { handOver as right } from "../stream_pipe.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  if (fds.length === 0) sendMessage(channel, new TextEncoder().encode(note), []);
  else right(channel, note, fds);
}
