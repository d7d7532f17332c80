/** Mistake: abandon() waits for drain(), if that was called. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: is silent does not get the end
// Violates: also while `drain()` waits
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override abandon(): Promise<void> {
    return this.ending ? this.drain() : super.abandon();
  }
}
