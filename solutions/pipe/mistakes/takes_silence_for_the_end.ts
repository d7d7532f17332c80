/** Mistake: it believes that a sender who is silent for a while has hung up. */
// Caught by: receive() does not take silence for the end
// Says: it ends after 5 bytes
// Violates: however long the sender pauses
export * from "../pipe.ts";
import { Socket } from "node:net";
import { close, type Fd } from "lib/sys/fd.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Promise<Uint8Array> {
  close(writeEnd);
  const { promise, resolve } = Promise.withResolvers<Uint8Array>();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const socket = new Socket({ fd: readEnd, readable: true, writable: false });
  socket.on("close", () => resolve(new Blob(pieces).bytes()));
  let timer = setTimeout(() => socket.destroy(), 60_000);
  socket.on("data", (piece: Uint8Array<ArrayBuffer>) => {
    pieces.push(piece);
    clearTimeout(timer);
    timer = setTimeout(() => socket.destroy(), 60_000);
  });
  return promise;
}
