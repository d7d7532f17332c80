/** Mistake: it gives up when the other side is silent for a minute. */
// Caught by: exchange() waits for the rest of a message, however long the other side pauses
// Says: The other side is silent
// Violates: however long it pauses before
export * from "../stream_pipe.ts";
import { Socket } from "node:net";
import type { Fd } from "lib/sys/fd.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const socket = new Socket({ fd: end, allowHalfOpen: true });
  socket.setTimeout(60_000, () => socket.destroy(new Error("The other side is silent")));
  try {
    socket.end(message);
    const pieces = await Array.fromAsync(socket as AsyncIterable<Uint8Array<ArrayBuffer>>);
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  } finally {
    socket.destroy();
  }
}
