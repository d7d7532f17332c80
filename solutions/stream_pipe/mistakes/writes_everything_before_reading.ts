/** Mistake: it sends the whole message before it reads anything, and the other side does the same. */
// Caught by: exchange() gives each side the message of the other
// Says: This is a deadlock
// Violates: at the same time
export * from "../stream_pipe.ts";
import { close, type Fd, read, write } from "lib/sys/fd.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const buffer = new Uint8Array(65536);
  try {
    for (let sent = 0; sent < message.length;) sent += write(end, message.subarray(sent));
    shutdown(end, SHUT_WR);
    for (let length; (length = read(end, buffer)) > 0;) pieces.push(buffer.slice(0, length));
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  } finally {
    close(end);
  }
}
