/** Mistake: it takes what one read gives for the whole message. */
// Caught by: exchange() waits for the rest of a message, however long the other side pauses
// Says: it ends after 1 bytes
// Violates: The other side's message up to its end
export * from "../stream_pipe.ts";
import { close, type Fd, read, write } from "lib/sys/fd.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

const buffer = new Uint8Array(1 << 20);

export function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  try {
    const [length] = [read(end, buffer), write(end, message)];
    shutdown(end, SHUT_WR);
    return Promise.resolve(buffer.slice(0, length));
  } finally {
    close(end);
  }
}
