/** Mistake: a second time, it closes the number once more, which another box has now. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: another box of this name was closed or removed
// Violates: A second time, it does nothing
export * from "../message_queue.ts";
import { close } from "lib/sys/fd.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  #open = true;

  override [Symbol.dispose](): void {
    if (this.#open) super[Symbol.dispose]();
    else close(this.fd);
    this.#open = false;
  }
}
