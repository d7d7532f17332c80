/** Mistake: it has a thread more than it was told. */
// Caught by: submit() refuses whom nobody can serve, and leaves the connection open
// Says: and submit() returns true for one more
// Violates: How many threads it has
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  static override start(...[threads, ...rest]: Parameters<typeof Right.start>) {
    return super.start(threads + 1, ...rest);
  }
}
