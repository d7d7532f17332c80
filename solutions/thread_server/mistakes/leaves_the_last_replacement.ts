/** Mistake: a thread is replaced while the pool ends, and nobody ends the new one. */
// Caught by: drain() serves all who talk or wait, and ends the threads
// Says: All have left by an error, and the pool is drained, and
// Violates: Then the threads end
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { Thread } from "lib/sys/thread.ts";

export class Pool extends Right {
  protected override async add(): Promise<void> {
    if (!this.ending || this.queue.length > 0) return await super.add();
    await Thread.start(import.meta.resolve("../thread_server.ts"));
  }
}
