/** Mistake: those who waited when the pool was abandoned count as failed. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: 5 have ended
// Violates: Count all conversations of the pool
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override abandon(): Promise<void> {
    for (const _ of this.queue) {
      this.counters.enter();
      this.counters.leave(true);
    }
    return super.abandon();
  }
}
