/** Mistake: it lets everybody read the box. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: its mode
// Violates: that only your user may use
export * from "../message_queue.ts";
import { mqOpen, O_CREAT, O_EXCL, O_RDONLY } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  static override create(name: string, capacity: number, size: number): Right {
    const flags = O_RDONLY | O_CREAT | O_EXCL;
    return new this(mqOpen(name, flags, 0o666, { capacity, size }), name);
  }
}
