/** Mistake: each client gets a new thread. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: The next client asks for its number, and hears
// Violates: none is started for a client
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";
import { Thread } from "lib/sys/thread.ts";

export class Pool extends Right {
  protected override async talk(thread: Thread, connection: Fd): Promise<void> {
    thread.end();
    const fresh = await Thread.start(import.meta.resolve("../thread_server.ts"));
    await super.talk(fresh, connection);
  }
}
