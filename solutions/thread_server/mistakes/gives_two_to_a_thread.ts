/** Mistake: a thread gets the next connection while it talks. */
// Caught by: submit() refuses whom nobody can serve, and leaves the connection open
// Says: and one talks to nobody
// Violates: may wait for it with its thread
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";
import type { Thread } from "lib/sys/thread.ts";

export class Pool extends Right {
  protected override talk(thread: Thread, connection: Fd): Promise<void> {
    this.#first ??= thread;
    return super.talk(this.#first, connection);
  }

  #first: Thread | undefined;
}
