/** Mistake: after ten errors it starts no thread any more. */
// Caught by: submit() goes on after errors, with as many threads as before
// Says: 10 handlers have thrown, and the client that waited hears nothing
// Violates: soon the pool has as many threads as before
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  protected override async add(): Promise<void> {
    if (this.counters.failed < 10) await super.add();
  }
}
