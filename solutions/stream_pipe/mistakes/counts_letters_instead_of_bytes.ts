/** Mistake: it looks at how many letters a note has, not at how many bytes they take. */
// Caught by: handOver() refuses what cannot go, and sends nothing
// Says: 40000 letters of 2 bytes each: what was thrown
// Violates: is longer than 65536 bytes in UTF-8
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { sendMessage } from "lib/sys/message.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  if (fds.length === 0 || fds.length > 253) throw new RangeError(`${fds.length} descriptors`);
  if (note.length > 65536) throw new RangeError(`${note.length} letters`);
  sendMessage(channel, new TextEncoder().encode(note), fds);
}
