/** Mistake: it shuts both directions down, so that it does not learn when the other side ends. */
// Caught by: finish() says the end although others have the connection, and waits for the other side's end
// Says: finish() is over before
// Violates: Then it waits until the other side has said
export * from "../address.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";
import { shutdown } from "lib/sys/socket.ts";

export function finish(connection: Fd): void {
  try {
    shutdown(connection, 2); // SHUT_RDWR
    const buffer = new Uint8Array(65536);
    while (read(connection, buffer) > 0);
  } finally {
    close(connection);
  }
}
