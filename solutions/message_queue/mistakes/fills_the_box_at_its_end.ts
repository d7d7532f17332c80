/** Mistake: it fills the box, so that nobody can post any more. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: how many letters are in it when it has been disposed of
// Violates: Who has it open may go on
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  #open = true;

  override [Symbol.dispose](): void {
    if (this.#open) { while (Right.post(this.name, new Uint8Array(0), 0)); }
    if (this.#open) super[Symbol.dispose]();
    this.#open = false;
  }
}
