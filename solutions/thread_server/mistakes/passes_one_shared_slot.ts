/** Mistake: it leaves the number in one place for all threads, and another one comes before it is read. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: for three threads, and one of them hears
// Violates: Passes a connected socket on
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";
import type { Thread } from "lib/sys/thread.ts";

let slot: Fd;

export class Pool extends Right {
  protected override async talk(thread: Thread, connection: Fd): Promise<void> {
    slot = connection;
    await Promise.resolve();
    await super.talk(thread, slot);
  }
}
