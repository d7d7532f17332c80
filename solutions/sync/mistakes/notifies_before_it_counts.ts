/** Mistake: it wakes those who sleep, and changes the number afterwards. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: It is 1 now, but nobody is left to wake W
// Violates: Wakes at least one of those who wait
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #signals = new Int32Array(this.shared);

  override signal(): void {
    Atomics.notify(this.#signals, 0, 1);
    Atomics.add(this.#signals, 0, 1);
  }
}
