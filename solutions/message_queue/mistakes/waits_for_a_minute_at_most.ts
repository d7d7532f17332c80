/** Mistake: it waits for a minute at most, whatever it is told. */
// Caught by: take() waits for a letter for ever, also when a signal comes
// Says: Without a time
// Violates: from 0 up to `Infinity`, which is what it does when
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  override take(ms = Infinity) {
    return super.take(Math.min(ms, 60_000));
  }
}
