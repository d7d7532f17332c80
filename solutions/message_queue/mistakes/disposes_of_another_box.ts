/** Mistake: a second time, it closes and removes what has its number and its name now. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: another box of this name was closed or removed
// Violates: A second time, it does nothing
export * from "../message_queue.ts";
import { close } from "lib/sys/fd.ts";
import { mqUnlink } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  override [Symbol.dispose](): void {
    mqUnlink(this.name);
    close(this.fd);
  }
}
