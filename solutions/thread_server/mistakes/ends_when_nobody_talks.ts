/** Mistake: it never ends when nobody talks or waits. */
// Caught by: drain() serves all who talk or wait, and ends the threads
// Says: Nobody talks or waits, and drain() does not return
// Violates: Ends the pool: first
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override drain(): Promise<void> {
    this.ending = true;
    return this.over.promise;
  }
}
