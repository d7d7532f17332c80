/** Mistake: it stops sending when it has read the end of the other message. */
// Caught by: exchange() sends on when the other side's message has ended
// Says: What exchange() sent
// Violates: is not cut short by that
export * from "../stream_pipe.ts";
import { Socket } from "node:net";
import type { Fd } from "lib/sys/fd.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const socket = new Socket({ fd: end });
  socket.end(message);
  const pieces = await Array.fromAsync(socket as AsyncIterable<Uint8Array<ArrayBuffer>>);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
