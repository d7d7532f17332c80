/** Mistake: it does not send nothing: it returns at once when the message is empty. */
// Caught by: exchange() gives each side the message of the other
// Says: 1 bytes and 0: it threw E
// Violates: none, some, or more than the socket can hold
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { exchange as right } from "../stream_pipe.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (message.length > 0) return await right(end, message);
  close(end);
  return message;
}
