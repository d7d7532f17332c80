/** Mistake: it closes what it does not take. */
// Caught by: submit() refuses whom nobody can serve, and leaves the connection open
// Says: submit() has returned false and closed the connection
// Violates: then it stays open, and the caller's
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { close, type Fd } from "lib/sys/fd.ts";

export class Pool extends Right {
  override submit(connection: Fd): boolean {
    const taken = super.submit(connection);
    if (!taken && connection > 2) close(connection);
    return taken;
  }
}
