/** An alternative: a socket of Node's API sends and receives, both in the background. */
export * from "../stream_pipe.ts";
import { Socket } from "node:net";
import type { Fd } from "lib/sys/fd.ts";

export function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const socket = new Socket({ fd: end, allowHalfOpen: true });
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const sent = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  socket.on("data", (piece) => pieces.push(new Uint8Array(piece)));
  socket.on("end", () => ended.resolve());
  socket.on("error", (error) => [sent, ended].forEach(({ reject }) => reject(error)));
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  socket.on("finish", () => sent.resolve()); // A callback of end() is called after an error, too.
  socket.end(message);
  return Promise.all([sent.promise, ended.promise])
    .finally(() => (socket.destroy(), closed))
    .then(async () => new Uint8Array(await new Blob(pieces).arrayBuffer()));
}
