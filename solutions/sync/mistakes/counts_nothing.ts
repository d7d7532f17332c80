/** Mistake: it wakes who sleeps, and leaves no trace for one who is about to fall asleep. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: It would go on if it were woken
// Violates: no signal can slip in between
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #signals = new Int32Array(this.shared);

  override signal(): void {
    Atomics.notify(this.#signals, 0, 1);
  }
}
