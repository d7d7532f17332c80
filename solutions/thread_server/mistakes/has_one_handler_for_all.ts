/** Mistake: the pool that was started first says what all of them do. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: The client of another pool
// Violates: A process may have several pools
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Handler } from "../thread_server.ts";

let its: Handler | undefined;

export class Pool extends Right {
  static override start(...[threads, waiting, handler]: Parameters<typeof Right.start>) {
    return super.start(threads, waiting, its ??= handler);
  }
}
