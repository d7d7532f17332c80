/** Mistake: it does not close the box that it has opened. */
// Caught by: post() puts a letter with its priority into a box, unless that is full
// Says: descriptors open
// Violates: Puts a letter into somebody's box
export * from "../message_queue.ts";
import { mqOpen, O_WRONLY } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    mqOpen(name, O_WRONLY);
    return super.post(name, letter, priority);
  }
}
