/** Mistake: it closes a connection only after an error. */
// Caught by: submit() takes a connection that is closed exactly once, however its handler ends
// Says: A handler has returned, and the pool leaves the connection open
// Violates: the pool closes the connection
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
      close(connection);
      this.add();
    }
    this.busy.delete(thread);
    this.goOn();
  }
}
