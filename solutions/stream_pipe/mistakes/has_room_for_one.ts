/** Mistake: it has room for one descriptor, and the kernel closes the others. */
// Caught by: takeOver() gives the note and the open files in their order
// Says: how many descriptors came
// Violates: Takes what one call of `handOver()` has passed on
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { receiveMessage } from "lib/sys/message.ts";
import { type Handover } from "../stream_pipe.ts";

export function takeOver(channel: Fd): Handover | null {
  const buffer = new Uint8Array(65536);
  const { length, fds } = receiveMessage(channel, buffer, 1);
  if (fds.length === 0) return null;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return { note: decoder.decode(buffer.subarray(0, length)), fds };
}
