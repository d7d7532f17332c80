/** Mistake: it posts the buffer that the letter is a part of. */
// Caught by: post() puts a letter with its priority into a box, unless that is full
// Says: A letter of 0 bytes with priority 1: it threw EMSGSIZE
// Violates: as many as a letter can have there
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    return super.post(name, new Uint8Array(letter.buffer), priority);
  }
}
