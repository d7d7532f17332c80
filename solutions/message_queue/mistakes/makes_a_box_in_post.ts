/** Mistake: it makes a box that nobody owns. */
// Caught by: post() puts a letter with its priority into a box, unless that is full
// Says: There is no box of that name: it did not throw
// Violates: `ENOENT`, when there is no such box
export * from "../message_queue.ts";
import { close } from "lib/sys/fd.ts";
import { mqOpen, O_CREAT, O_WRONLY } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    close(mqOpen(name, O_WRONLY | O_CREAT, 0o600, { capacity: 4, size: 64 }));
    return super.post(name, letter, priority);
  }
}
