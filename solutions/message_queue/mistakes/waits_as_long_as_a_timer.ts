/** Mistake: it waits as long as a timer can, which is not for ever. */
// Caught by: take() waits for a letter for ever, also when a signal comes
// Says: Without a time
// Violates: from 0 up to `Infinity`, which is what it does when
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  override take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    return super.take(Math.min(ms, 2 ** 31 - 1));
  }
}
