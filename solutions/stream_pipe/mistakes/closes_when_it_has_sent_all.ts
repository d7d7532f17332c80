/** Mistake: it closes its end when it has sent all, and never reads the answer. */
// Caught by: exchange() hangs up although another process has a copy of its end
// Says: Expected
// Violates: What goes in the other direction
export * from "../stream_pipe.ts";
import { once } from "node:events";
import { Socket } from "node:net";
import type { Fd } from "lib/sys/fd.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const socket = new Socket({ fd: end, allowHalfOpen: true });
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  socket.on("data", (piece) => pieces.push(new Uint8Array(piece)));
  socket.end(message, () => socket.destroy());
  await once(socket, "close");
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
