/** Mistake: it waits for ever when it has no time at all. */
// Caught by: take() gives the most urgent letter, and waits as long as it is told
// Says: take() waits in
// Violates: from 0 up to `Infinity`
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  override take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    return super.take(ms || Infinity);
  }
}
