/** Mistake: it counts all that have ended as served. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: served 2, failed 0
// Violates: Whether it has ended with an error
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  override leave(_failed: boolean): void {
    super.leave(false);
  }
}
