/** Mistake: it hangs up by closing, which does not end a connection that others have, too. */
// Caught by: finish() says the end although others have the connection, and waits for the other side's end
// Says: that side reads nothing
// Violates: Other processes may have copies of it
export * from "../address.ts";
import { close, type Fd, read, unread } from "lib/sys/fd.ts";

export function finish(connection: Fd): void {
  const buffer = new Uint8Array(65536);
  while (unread(connection) > 0 && read(connection, buffer) > 0);
  close(connection);
}
