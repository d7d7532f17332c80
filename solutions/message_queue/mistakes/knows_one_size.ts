/** Mistake: it asks once how long a letter can be, and takes that for the size of every box. */
// Caught by: take() gives the most urgent letter, and waits as long as it is told
// Says: with priority 32767: it threw EMSGSIZE
// Violates: Takes the letter with the highest priority
export * from "../message_queue.ts";
import { mqGetattr, mqReceive } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

let size: number | undefined;

export class Mailbox extends Right {
  override take(ms?: number): { letter: Uint8Array; priority: number } | undefined {
    const { count } = mqGetattr(this.fd);
    size ??= mqGetattr(this.fd).size;
    if (count === 0) return super.take(ms);
    const { bytes, priority } = mqReceive(this.fd, size);
    return { letter: bytes, priority };
  }
}
