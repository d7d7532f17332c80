/** Mistake: it reads what is there, and does not wait for more. */
// Caught by: finish() says the end although others have the connection, and waits for the other side's end
// Says: finish() is over before
// Violates: Then it waits until the other side has said
export * from "../address.ts";
import { close, type Fd, read, unread } from "lib/sys/fd.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

export function finish(connection: Fd): void {
  try {
    shutdown(connection, SHUT_WR);
    const buffer = new Uint8Array(65536);
    while (unread(connection) > 0 && read(connection, buffer) > 0);
  } finally {
    close(connection);
  }
}
