/** Mistake: a thread that waits for room to send waits on. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: one that does not read does not get the end
// Violates: all conversations are cut in both directions
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";
import { SHUT_RD, shutdown } from "lib/sys/socket.ts";

export class Pool extends Right {
  protected override hangUp(connection: Fd): void {
    try {
      shutdown(connection, SHUT_RD);
    } catch {
      // It has been reset.
    }
  }
}
