/** Mistake: it never closes the connection. */
// Caught by: finish() lets the other side get everything, and then the end, whatever that has sent
// Says: finish() left 5 descriptors open
// Violates: which is yours: close it
export * from "../address.ts";
import { type Fd, read } from "lib/sys/fd.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

export function finish(connection: Fd): void {
  shutdown(connection, SHUT_WR);
  const buffer = new Uint8Array(65536);
  while (read(connection, buffer) > 0);
}
