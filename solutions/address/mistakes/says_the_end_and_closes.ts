/** Mistake: it closes the connection when it has said the end, although something has come. */
// Caught by: finish() lets the other side get everything, and then the end, whatever that has sent
// Says: when it has read
// Violates: whatever has come that was not read
export * from "../address.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

export function finish(connection: Fd): void {
  try {
    shutdown(connection, SHUT_WR);
  } finally {
    close(connection);
  }
}
