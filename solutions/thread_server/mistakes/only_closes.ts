/** Mistake: it closes a number while a thread waits for it: that one does not notice. */
// Caught by: submit() serves those who wait in their order
// Says: The pool was abandoned, and abandon() does not return.
// Violates: all conversations are cut in both directions
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { close, type Fd } from "lib/sys/fd.ts";

export class Pool extends Right {
  protected override hangUp(connection: Fd): void {
    close(connection);
  }
}
