/** Mistake: its numbers end at 65535. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: 200000 have entered
// Violates: Counts that a conversation begins
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  override enter(): void {
    super.enter();
    Atomics.and(new Int32Array(this.shared), 2, 0xffff);
  }
}
