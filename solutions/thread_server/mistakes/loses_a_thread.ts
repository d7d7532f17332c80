/** Mistake: a thread that has ended by an error is not replaced. */
// Caught by: room() waits until there is room, or until the pool ends
// Says: A handler has thrown, and room() does not return.
// Violates: soon the pool has as many threads as before
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import type { Thread } from "lib/sys/thread.ts";

export class Pool extends Right {
  protected override async talk(thread: Thread, connection: Fd): Promise<void> {
    this.busy.set(thread, connection);
    try {
      await thread.call("converse", connection, this.handler, this.counters.shared);
      this.idle.push(thread);
    } catch {
      thread.end();
    }
    this.busy.delete(thread);
    close(connection);
    this.goOn();
  }
}
