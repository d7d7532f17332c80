/** Mistake: it reads how many signals there were after it has unlocked the mutex: one can come in between. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: Lost wake-up
// Violates: no signal can slip in between
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #signals = new Int32Array(this.shared);

  override waitWithin(milliseconds: number): boolean {
    this.mutex.unlock();
    const seen = Atomics.load(this.#signals, 0);
    const outcome = Atomics.wait(this.#signals, 0, seen, milliseconds);
    this.mutex.lock();
    return outcome !== "timed-out";
  }
}
