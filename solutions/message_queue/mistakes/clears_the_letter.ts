/** Mistake: it clears the letter that it has posted. */
// Caught by: post() puts a letter with its priority into a box, unless that is full
// Says: were changed by post()
// Violates: They stay as they are
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    const posted = super.post(name, letter, priority);
    letter.fill(0);
    return posted;
  }
}
