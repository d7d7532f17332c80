/** Mistake: when it has not waited once, it never waits again. */
// Caught by: take() waits for a letter for ever, also when a signal comes
// Says: Without a time
// Violates: While there is none, it waits
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  #waits = true;

  override take(ms?: number): { letter: Uint8Array; priority: number } | undefined {
    if (ms === 0) this.#waits = false;
    return super.take(this.#waits ? ms : 0);
  }
}
