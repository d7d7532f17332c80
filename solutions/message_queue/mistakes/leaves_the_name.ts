/** Mistake: it closes the box, and leaves its name. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: it is still there when it has been disposed of
// Violates: and removes its name
export * from "../message_queue.ts";
import { close } from "lib/sys/fd.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  #open = true;

  override [Symbol.dispose](): void {
    if (this.#open) close(this.fd);
    this.#open = false;
  }
}
