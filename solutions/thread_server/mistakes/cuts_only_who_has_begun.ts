/** Mistake: it cuts those who talk, and not who was given to a thread that has not begun yet. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: in the same turn the pool is abandoned: number 1 does not read the end
// Violates: all conversations are cut in both directions
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";
import type { Thread } from "lib/sys/thread.ts";

export class Pool extends Right {
  #begun = new Set<Fd>();

  protected override async talk(thread: Thread, connection: Fd): Promise<void> {
    queueMicrotask(() => this.#begun.add(connection)); // as if the thread had told it
    await super.talk(thread, connection);
    this.#begun.delete(connection);
  }

  protected override hangUp(connection: Fd): void {
    if (this.#begun.has(connection)) super.hangUp(connection);
  }
}
