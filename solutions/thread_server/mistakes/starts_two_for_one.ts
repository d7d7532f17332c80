/** Mistake: for each thread that has ended it starts two. */
// Caught by: submit() goes on after errors, with as many threads as before
// Says: threads, not 2 any more
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
      this.add();
      this.add();
    }
    this.busy.delete(thread);
    close(connection);
    this.goOn();
  }
}
