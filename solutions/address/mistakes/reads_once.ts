/** Mistake: it reads once, and takes that for everything. */
// Caught by: finish() lets the other side get everything, and then the end, whatever that has sent
// Says: when it has read
// Violates: whatever it sends
export * from "../address.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

export function finish(connection: Fd): void {
  try {
    shutdown(connection, SHUT_WR);
    read(connection, new Uint8Array(65536));
  } finally {
    close(connection);
  }
}
