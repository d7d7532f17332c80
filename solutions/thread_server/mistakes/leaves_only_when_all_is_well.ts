/** Mistake: a conversation that failed goes on for ever. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: and they say: served 1, failed 1, inside 3
// Violates: Counts that a conversation has ended
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  override leave(failed: boolean): void {
    super.leave(failed);
    if (failed) Atomics.add(new Int32Array(this.shared), 2, 1);
  }
}
