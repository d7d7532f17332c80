/** Mistake: inside are all who have ever entered. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: inside 4
// Violates: How many have begun and not ended
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  override leave(failed: boolean): void {
    super.leave(failed);
    Atomics.add(new Int32Array(this.shared), 2, 1);
  }
}
