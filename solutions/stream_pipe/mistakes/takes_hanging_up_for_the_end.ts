/** Mistake: when the other side has hung up, it does not read what is still there. */
// Caught by: exchange() throws when the other side goes before it has read everything
// Says: the other side has answered and gone before, and nothing is sent: Expected 9 bytes, got 0
// Violates: up to its end
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { poll, POLLHUP } from "lib/sys/poll.ts";
import { exchange as right } from "../stream_pipe.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const [happened] = poll([{ fd: end, events: 0 }], 0);
  if (message.length > 0 || !(happened! & POLLHUP)) return await right(end, message);
  close(end);
  return new Uint8Array(0);
}
