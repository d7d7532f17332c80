/** Mistake: it removes the name when it has made the box, and nobody can post. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: there is none of that name
// Violates: a POSIX message queue with a name
export * from "../message_queue.ts";
import { mqUnlink } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override create(name: string, capacity: number, size: number): Right {
    const box = super.create(name, capacity, size);
    mqUnlink(name);
    return box;
  }
}
