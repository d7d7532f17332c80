/** Mistake: it sends the note and the descriptors in two packets. */
// Caught by: handOver() passes a note and open files in one packet
// Says: 1 with "one": how many packets came
// Violates: all in one packet
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { sendMessage } from "lib/sys/message.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  if (fds.length === 0 || fds.length > 253) throw new RangeError(`${fds.length} descriptors`);
  const bytes = new TextEncoder().encode(note);
  if (bytes.length > 65536) throw new RangeError(`${bytes.length} bytes`);
  sendMessage(channel, bytes, []);
  sendMessage(channel, new Uint8Array(1), fds);
}
