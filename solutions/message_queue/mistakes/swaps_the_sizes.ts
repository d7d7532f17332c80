/** Mistake: it takes the number of letters for their length. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: A box for 4 letters of 64 bytes:
// Violates: How many letters it can hold
export * from "../message_queue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override create(name: string, capacity: number, size: number): Right {
    return super.create(name, size, capacity);
  }
}
