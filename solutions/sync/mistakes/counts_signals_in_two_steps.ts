/** Mistake: it counts a signal in two steps, and a slow one sets the number back to what somebody has seen. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: Lost wake-up: W sleeps at condition[0], which is 1
// Violates: no signal can slip in between
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override signal(): void {
    const signals = new Int32Array(this.shared);
    Atomics.store(signals, 0, Atomics.load(signals, 0) + 1);
    Atomics.notify(signals, 0, 1);
  }
}
