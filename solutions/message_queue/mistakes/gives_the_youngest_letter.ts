/** Mistake: of letters with the same priority, it gives the youngest. */
// Caught by: take() gives the most urgent letter, and waits as long as it is told
// Says: Letter 3 of seven, with priority 9
// Violates: and of these the oldest
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  readonly #taken: { letter: Uint8Array; priority: number }[] = [];

  override take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    for (let next; (next = super.take(0)) !== undefined;) this.#taken.unshift(next);
    this.#taken.sort((a, b) => b.priority - a.priority);
    return this.#taken.shift() ?? super.take(ms);
  }
}
