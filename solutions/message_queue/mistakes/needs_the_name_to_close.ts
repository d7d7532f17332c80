/** Mistake: it stays open when somebody has removed its name before. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: create() left
// Violates: Closes the box, and removes its name
export * from "../message_queue.ts";
import { mqUnlink } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  #isOpen = true;

  override [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    mqUnlink(this.name); // throws
    try {
      super[Symbol.dispose]();
    } catch {
      // The name is gone.
    }
  }
}
