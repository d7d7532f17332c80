/** Mistake: of too many descriptors it hands over as many as can go, and throws then. */
// Caught by: handOver() refuses what cannot go, and sends nothing
// Says: 254 descriptors: how many packets were sent
// Violates: Nothing is sent then
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { handOver as right } from "../stream_pipe.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  right(channel, note, fds.slice(0, 253));
  if (fds.length > 253) throw new RangeError(`${fds.length} descriptors are too many`);
}
