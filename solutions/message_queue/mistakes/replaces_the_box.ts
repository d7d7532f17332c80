/** Mistake: it throws a box away that is there. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: A box of this name is there: what was thrown
// Violates: which stays as it is
export * from "../message_queue.ts";
import { mqUnlink } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override create(name: string, capacity: number, size: number): Right {
    try {
      mqUnlink(name);
    } catch {
      // There was none.
    }
    return super.create(name, capacity, size);
  }
}
