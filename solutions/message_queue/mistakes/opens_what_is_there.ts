/** Mistake: it takes a box that is there for its own. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: A box of this name is there: what was thrown
// Violates: With the `code` `EEXIST`
export * from "../message_queue.ts";
import { mqOpen, O_CREAT, O_RDONLY } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override create(name: string, capacity: number, size: number): Right {
    return new this(mqOpen(name, O_RDONLY | O_CREAT, 0o600, { capacity, size }), name);
  }
}
