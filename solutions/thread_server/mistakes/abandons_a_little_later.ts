/** Mistake: after abandon() was called, the pool takes connections for a moment. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: The pool is abandoned, and submit() returns true
// Violates: Ends the pool at once
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override async abandon(): Promise<void> {
    await Promise.resolve();
    await super.abandon();
  }
}
