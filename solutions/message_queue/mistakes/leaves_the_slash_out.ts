/** Mistake: it leaves the slash out of the name. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: what was thrown
// Violates: A slash, and a name without one
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override create(name: string, capacity: number, size: number): Right {
    return super.create(name.slice(1), capacity, size);
  }
}
