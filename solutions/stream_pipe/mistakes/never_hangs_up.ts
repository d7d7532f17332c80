/** Mistake: it does not tell the other side that its message has ended. */
// Caught by: exchange() hangs up although another process has a copy of its end
// Says: waits
// Violates: A message ends where its sender hangs up
export * from "../stream_pipe.ts";
import { Socket } from "node:net";
import type { Fd } from "lib/sys/fd.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const socket = new Socket({ fd: end, allowHalfOpen: true });
  socket.write(message);
  const pieces = await Array.fromAsync(socket as AsyncIterable<Uint8Array<ArrayBuffer>>);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
