/** Mistake: one client has reset its connection, and the others are not cut. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: ENOTCONN
// Violates: all conversations are cut in both directions
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";
import { SHUT_RDWR, shutdown } from "lib/sys/socket.ts";

export class Pool extends Right {
  protected override hangUp(connection: Fd): void {
    shutdown(connection, SHUT_RDWR);
  }
}
