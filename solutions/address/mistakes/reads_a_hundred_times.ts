/** Mistake: it reads a hundred times at most. */
// Caught by: finish() says the end although others have the connection, and waits for the other side's end
// Says: that side has sent 1 bytes 150 times
// Violates: Then it waits until the other side has said
export * from "../address.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

export function finish(connection: Fd): void {
  try {
    shutdown(connection, SHUT_WR);
    const buffer = new Uint8Array(65536);
    for (let reads = 0; reads < 100 && read(connection, buffer) > 0; reads++);
  } finally {
    close(connection);
  }
}
