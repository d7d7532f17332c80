/** Mistake: drain() cannot be called a second time. */
// Caught by: drain() serves all who talk or wait, and ends the threads
// Says: drain() threw
// Violates: Both may be called again
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override drain(): Promise<void> {
    if (this.ending) throw new Error("The pool has ended");
    return super.drain();
  }
}
