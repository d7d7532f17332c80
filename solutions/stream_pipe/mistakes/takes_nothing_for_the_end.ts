/** Mistake: it says that nothing is left when nothing has come yet. */
// Caught by: takeOver() waits while there is nothing
// Says: The note that came later
// Violates: waits while there is nothing
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { MSG_DONTWAIT, MSG_PEEK, receive } from "lib/sys/message.ts";
import { type Handover, takeOver as right } from "../stream_pipe.ts";

export function takeOver(channel: Fd): Handover | null {
  try {
    receive(channel, new Uint8Array(1), MSG_DONTWAIT | MSG_PEEK);
  } catch {
    return null;
  }
  return right(channel);
}
