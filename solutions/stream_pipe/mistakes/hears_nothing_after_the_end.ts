/** Mistake: when the other message has ended, it hears no error any more. */
// Caught by: exchange() throws when the other side goes before it has read everything
// Says: the other side has ended its message, and goes while much is to be sent
// Violates: also when it has sent its own message
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { Socket } from "node:net";

export function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  return new Promise((resolve, reject) => {
    const socket = new Socket({ fd: end, allowHalfOpen: true });
    let ended = false;
    socket.on("data", (piece: Uint8Array<ArrayBuffer>) => pieces.push(piece));
    socket.on("end", () => ended = true);
    socket.on("error", (error) => ended || reject(error));
    socket.on("close", () => resolve(new Blob(pieces).bytes()));
    socket.end(message);
  });
}
