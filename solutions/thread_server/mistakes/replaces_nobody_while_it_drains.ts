/** Mistake: after an error nobody serves those who wait. */
// Caught by: drain() serves all who talk or wait, and ends the threads
// Says: The pool is being drained, and number 2 of three talks
// Violates: first all who talk or wait are served to their ends
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  protected override async add(): Promise<void> {
    if (!this.ending) await super.add();
  }
}
