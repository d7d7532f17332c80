/** Mistake: the handler keeps the thread of the caller. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: waits in
// Violates: and never in the thread of the caller
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { converse } from "../thread_server.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import type { Thread } from "lib/sys/thread.ts";

export class Pool extends Right {
  protected override async talk(thread: Thread, connection: Fd): Promise<void> {
    this.busy.set(thread, connection);
    await converse(connection, this.handler, this.counters.shared).catch(() => {});
    this.busy.delete(thread);
    close(connection);
    this.idle.push(thread);
    this.goOn();
  }
}
