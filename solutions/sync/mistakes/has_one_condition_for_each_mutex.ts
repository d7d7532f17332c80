/** Mistake: two condition variables of the same mutex are the same. */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: Nobody has called signal(), and wait() has returned
// Violates: in memory of its own
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

const known = new WeakMap<SharedArrayBuffer, SharedArrayBuffer>();

export class Condition extends Right {
  static override create(mutex: Right["mutex"]): Right {
    const shared = known.get(mutex.shared) ?? super.create(mutex).shared;
    known.set(mutex.shared, shared);
    return new this(mutex, shared);
  }
}
