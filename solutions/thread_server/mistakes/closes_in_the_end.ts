/** Mistake: it closes the connection in the end. */
// Caught by: echo() sends back all that comes, and leaves the connection open
// Says: echo() has returned, and the connection is closed
// Violates: leaves the connection open
export * from "../thread_server.ts";
import { echo as right } from "../thread_server.ts";
import { close, type Fd } from "lib/sys/fd.ts";

export function echo(connection: Fd): void {
  right(connection);
  close(connection);
}
