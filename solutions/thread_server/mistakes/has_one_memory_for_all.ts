/** Mistake: all counters are the same. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: depends on something outside of the shared memory
// Violates: in memory of their own
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

const all = Right.create().shared;

export class Counters extends Right {
  static override create(): Counters {
    return new this(all);
  }
}
