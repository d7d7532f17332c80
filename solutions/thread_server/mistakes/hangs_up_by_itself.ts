/** Mistake: it ends the stream itself. */
// Caught by: echo() sends back all that comes, and leaves the connection open
// Says: and nothing can be sent to its client any more
// Violates: leaves the connection open
export * from "../thread_server.ts";
import { echo as right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

export function echo(connection: Fd): void {
  right(connection);
  shutdown(connection, SHUT_WR);
}
