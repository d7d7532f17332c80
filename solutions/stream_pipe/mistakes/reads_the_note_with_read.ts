/** Mistake: it reads the note first, and the descriptors that come with it are lost. */
// Caught by: takeOver() gets the listeners that handOver() passes on, and no client is refused
// Says: The answer over unix
// Violates: What one call of `handOver()` has passed on
export * from "../stream_pipe.ts";
import { type Fd, read } from "lib/sys/fd.ts";
import { receiveMessage } from "lib/sys/message.ts";
import { type Handover } from "../stream_pipe.ts";

export function takeOver(channel: Fd): Handover | null {
  const buffer = new Uint8Array(65536);
  const length = read(channel, buffer);
  if (length === 0) return null;
  const { fds } = receiveMessage(channel, new Uint8Array(1), 253);
  return { note: new TextDecoder().decode(buffer.subarray(0, length)), fds };
}
