/** Mistake: it has a thread less than it was told. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: A pool of three threads has started, and 2 run
// Violates: Starts a pool
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  static override start(...[threads, ...rest]: Parameters<typeof Right.start>) {
    return super.start(Math.max(1, threads - 1), ...rest);
  }
}
