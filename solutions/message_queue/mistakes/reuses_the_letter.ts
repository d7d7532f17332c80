/** Mistake: it puts each letter into the same buffer. */
// Caught by: take() gives the most urgent letter, and waits as long as it is told
// Says: Letter
// Violates: The letter, in an array of its own
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  readonly #buffer = new Uint8Array(8192);

  override take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    const taken = super.take(ms);
    if (taken === undefined) return undefined;
    this.#buffer.set(taken.letter);
    return { ...taken, letter: this.#buffer.subarray(0, taken.letter.length) };
  }
}
