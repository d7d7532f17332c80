/** Mistake: it fills the caller's array with zeros when it has sent the message. */
// Caught by: exchange() gives each side the message of the other
// Says: were changed by exchange()
// Violates: They stay as they are
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { exchange as right } from "../stream_pipe.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const received = await right(end, message);
  message.fill(0);
  return received;
}
