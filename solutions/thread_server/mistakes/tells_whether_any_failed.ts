/** Mistake: failed is 1, whatever happens. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: failed 1, inside 0
// Violates: How many have ended with an error
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  override get failed(): number {
    return Math.min(1, super.failed);
  }
}
