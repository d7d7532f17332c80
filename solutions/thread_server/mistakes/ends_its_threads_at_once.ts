/** Mistake: drain() ends the threads, whoever talks. */
// Caught by: drain() serves all who talk or wait, and ends the threads
// Says: The pool is being drained, and number 1 of three talks
// Violates: first all who talk or wait are served to their ends
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override drain(): Promise<void> {
    for (const thread of this.busy.keys()) thread.end();
    return super.drain();
  }
}
