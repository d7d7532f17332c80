/** Mistake: abandon() ends when the last conversation does, and there is none. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: Nobody has used the pool, and abandon() does not return
// Violates: As `drain()`
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override async abandon(): Promise<void> {
    if (this.busy.size === 0 && !this.ending) await new Promise(() => {});
    await super.abandon();
  }
}
