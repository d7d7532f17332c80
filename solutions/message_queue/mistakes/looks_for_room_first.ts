/** Mistake: it looks whether the box is full before anything else, and says only that when a letter is too long. */
// Caught by: post() puts a letter with its priority into a box, unless that is full
// Says: A letter of 5 bytes, where 4 fit, and the box is full
// Violates: `EMSGSIZE`, when the letter is longer.
export * from "../message_queue.ts";
import { close } from "lib/sys/fd.ts";
import { mqGetattr, mqOpen, O_WRONLY } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override post(
    name: string,
    letter: Uint8Array<ArrayBuffer>,
    priority: number,
  ): boolean {
    const box = mqOpen(name, O_WRONLY);
    const { count, capacity } = mqGetattr(box);
    close(box);
    return count < capacity && super.post(name, letter, priority);
  }
}
