/** Mistake: it closes a number while a thread waits for it: that one does not notice. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: EBADF
// Violates: all conversations are cut in both directions
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { close, type Fd } from "lib/sys/fd.ts";

export class Pool extends Right {
  protected override hangUp(connection: Fd): void {
    close(connection);
  }
}
