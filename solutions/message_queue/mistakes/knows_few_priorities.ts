/** Mistake: it takes 31 for the highest priority. */
// Caught by: post() puts a letter with its priority into a box, unless that is full
// Says: with priority 32767: its priority
// Violates: From 0 to 32767
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    return super.post(name, letter, Math.min(priority, 31));
  }
}
