/** Mistake: it does not close the box when that is full. */
// Caught by: post() puts a letter with its priority into a box, unless that is full
// Says: open
// Violates: Whether there was room for it
export * from "../message_queue.ts";
import { mqOpen, O_WRONLY } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    const posted = super.post(name, letter, priority);
    if (!posted) mqOpen(name, O_WRONLY);
    return posted;
  }
}
