/** Mistake: it removes the box when it has posted a letter, as if it were its own. */
// Caught by: post() puts a letter with its priority into a box, unless that is full
// Says: it threw ENOENT
// Violates: The name of the box, which stays
export * from "../message_queue.ts";
import { mqUnlink } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    const posted = super.post(name, letter, priority);
    mqUnlink(name);
    return posted;
  }
}
