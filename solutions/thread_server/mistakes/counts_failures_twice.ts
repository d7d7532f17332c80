/** Mistake: those that failed are among the served as well. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: served 2, failed 1
// Violates: How many have ended without an error
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  override get served(): number {
    return super.served + super.failed;
  }
}
