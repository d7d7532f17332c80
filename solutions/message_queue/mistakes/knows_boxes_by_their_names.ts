/** Mistake: it knows by the name whether a box is open, and two boxes can have it, one after the other. */
// Caught by: create() makes a box, which goes once when it is disposed of
// Says: it was removed when the one before it was disposed of again
// Violates: also when
export * from "../message_queue.ts";
import { close } from "lib/sys/fd.ts";
import { mqUnlink } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

const open = new Map<string, number>();

export class Mailbox extends Right {
  static override create(name: string, capacity: number, size: number): Mailbox {
    const box = super.create(name, capacity, size);
    open.set(name, box.fd);
    return box;
  }

  override [Symbol.dispose](): void {
    if (!open.has(this.name)) return;
    mqUnlink(this.name);
    close(open.get(this.name)!);
    open.delete(this.name);
  }
}
