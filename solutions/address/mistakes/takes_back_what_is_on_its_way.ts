/** Mistake: it closes with a time of 0 to linger, which takes back what has not arrived yet. */
// Caught by: finish() lets the other side get everything, and then the end, whatever that has sent
// Says: behind the other side's end, when it has read
// Violates: the other side gets all that was sent to it
export * from "../address.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";
import { setsockopt, SHUT_WR, shutdown } from "lib/sys/socket.ts";

const SO_LINGER = 13;

export function finish(connection: Fd): void {
  try {
    shutdown(connection, SHUT_WR);
    while (read(connection, new Uint8Array(65536)) > 0);
    setsockopt(connection, SO_LINGER, new Uint8Array(new Int32Array([1, 0]).buffer));
  } finally {
    close(connection);
  }
}
