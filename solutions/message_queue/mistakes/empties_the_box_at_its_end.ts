/** Mistake: it takes all letters out of the box, although somebody may still read them. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: how many letters are in it when it has been disposed of
// Violates: Who has it open may go on
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  #open = true;

  override [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    while (super.take(0));
    super[Symbol.dispose]();
  }
}
