/** Mistake: it closes the number once more, to be sure. */
// Caught by: submit() takes a connection that is closed exactly once, however its handler ends
// Says: its connection was closed twice
// Violates: exactly once
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import type { Thread } from "lib/sys/thread.ts";

export class Pool extends Right {
  protected override async talk(thread: Thread, connection: Fd): Promise<void> {
    await super.talk(thread, connection);
    try {
      close(connection);
    } catch {
      // It was closed, as it had to be.
    }
  }
}
