/** Mistake: when the connection is reset after an answer, it returns the answer. */
// Caught by: exchange() throws when the other side goes before it has read everything
// Says: the other side answers, and goes without having read 5 bytes: it did not throw
// Violates: also when it has sent its own message
export * from "../stream_pipe.ts";
import { Socket } from "node:net";
import type { Fd } from "lib/sys/fd.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const socket = new Socket({ fd: end, allowHalfOpen: true });
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  try {
    socket.end(message);
    for await (const piece of socket) pieces.push(new Uint8Array(piece));
  } catch (error) {
    if (pieces.length === 0) throw error;
  } finally {
    socket.destroy();
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
