/** Mistake: it closes the connection, as the pool does. */
// Caught by: serve() serves clients that others have written, at the same time
// Says: EBADF
// Violates: leaves the connection open
export * from "../thread_server.ts";
import { echo as right } from "../thread_server.ts";
import { close, type Fd } from "lib/sys/fd.ts";

export function echo(connection: Fd): void {
  right(connection);
  close(connection);
}
