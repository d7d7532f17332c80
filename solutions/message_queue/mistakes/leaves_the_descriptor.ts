/** Mistake: it removes the name, and leaves the box open. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: descriptors open
// Violates: Closes the box
export * from "../message_queue.ts";
import { mqUnlink } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  #open = true;

  override [Symbol.dispose](): void {
    if (this.#open) mqUnlink(this.name);
    this.#open = false;
  }
}
