/** Mistake: it closes connections when it has time, and says before that all of them are closed. */
// Caught by: drain() serves all who talk or wait, and ends the threads
// Says: and drain() returns while
// Violates: When all of them are closed
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Thread } from "lib/sys/thread.ts";
import type { Fd } from "lib/sys/fd.ts";
import { close } from "lib/sys/fd.ts";

export class Pool extends Right {
  protected override async talk(thread: Thread, connection: Fd): Promise<void> {
    this.busy.set(thread, connection);
    await thread.call("converse", connection, this.handler, this.counters.shared)
      .then(() => void this.idle.push(thread), () => void this.add());
    this.busy.delete(thread);
    setTimeout(() => close(connection), 20);
    this.goOn();
  }
}
