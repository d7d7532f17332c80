/** Mistake: new counters say that one was there. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: The counters are new
// Violates: all of them are 0
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  static override create(): Counters {
    const counters = new this(Right.create().shared);
    counters.enter();
    counters.leave(false);
    return counters;
  }
}
