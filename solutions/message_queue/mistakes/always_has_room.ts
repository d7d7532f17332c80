/** Mistake: it does not tell that the box was full. */
// Caught by: post() puts a letter with its priority into a box, unless that is full
// Says: Four letters for a box that holds two
// Violates: Whether there was room for it
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    return super.post(name, letter, priority) || true;
  }
}
