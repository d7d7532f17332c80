/** Mistake: it leaves the connection open when it was reset. */
// Caught by: finish() throws when the connection is reset, and closes it
// Says: finish() left 3 descriptors open
// Violates: also when something fails
export * from "../address.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

export function finish(connection: Fd): void {
  shutdown(connection, SHUT_WR);
  const buffer = new Uint8Array(65536);
  while (read(connection, buffer) > 0);
  close(connection);
}
