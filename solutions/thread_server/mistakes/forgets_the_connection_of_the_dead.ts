/** Mistake: a thread has ended by an error, and its connection stays open. */
// Caught by: submit() takes a connection that is closed exactly once, however its handler ends
// Says: A handler has thrown, and the pool leaves the connection open
// Violates: When the handler has returned or thrown
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
      close(connection);
    } catch {
      this.add();
    }
    this.busy.delete(thread);
    this.goOn();
  }
}
