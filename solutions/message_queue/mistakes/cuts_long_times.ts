/** Mistake: it counts milliseconds in 32 bits. */
// Caught by: take() waits for a letter for ever, also when a signal comes
// Says: With a time of 2147483648
// Violates: How long it waits at most, in milliseconds
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  override take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    return super.take(ms === Infinity ? ms : Math.max(ms | 0, 0));
  }
}
