/** Mistake: it refuses the last one that may wait. */
// Caught by: submit() refuses whom nobody can serve, and leaves the connection open
// Says: and submit() returns false for number
// Violates: How many connections may wait until a thread is free
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  static override start(...[threads, waiting, handler]: Parameters<typeof Right.start>) {
    return super.start(threads, Math.max(0, waiting - 1), handler);
  }
}
