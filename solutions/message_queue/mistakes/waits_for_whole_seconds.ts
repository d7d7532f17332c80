/** Mistake: it waits for whole seconds, and rounds them up. */
// Caught by: take() gives the most urgent letter, and waits as long as it is told
// Says: it asked the kernel to wait
// Violates: How long it waits at most, in milliseconds
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  override take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    return super.take(1000 * Math.ceil(ms / 1000));
  }
}
