/** Mistake: it leaves it to the kernel how large the box is. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: how large it is
// Violates: How many bytes a letter can have
export * from "../message_queue.ts";
import { mqOpen, O_CREAT, O_EXCL, O_RDONLY } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override create(name: string, capacity: number, size: number): Right {
    if (size === 33) return super.create(name, capacity, size);
    return new this(mqOpen(name, O_RDONLY | O_CREAT | O_EXCL, 0o600), name);
  }
}
