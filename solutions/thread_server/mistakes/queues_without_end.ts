/** Mistake: it never says no. */
// Caught by: submit() refuses whom nobody can serve, and leaves the connection open
// Says: and submit() returns true for one more
// Violates: as many wait as may
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  static override start(...[threads, _, handler]: Parameters<typeof Right.start>) {
    return super.start(threads, Infinity, handler);
  }
}
