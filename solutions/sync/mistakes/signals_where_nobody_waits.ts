/** Mistake: its signal() wakes those who wait at the same object, which only this thread has. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: Lost wake-up: W sleeps at condition[0]
// Violates: All objects over the same memory are the same condition variable
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #signals = new Int32Array(new SharedArrayBuffer(4));

  override signal(): void {
    Atomics.add(this.#signals, 0, 1);
    Atomics.notify(this.#signals, 0, 1);
  }
}
