/** Mistake: its tryLock() changes the cell in any case, and so locks a mutex that is unlocked at that moment. */
// Caught by: Mutex keeps its contract, whatever two or three threads call at the same time
// Says: No order of these calls explains what came of them
// Violates: Whether it has locked it
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);

  override tryLock(): boolean {
    if (super.tryLock()) return true;
    Atomics.exchange(this.#cell, 0, 2); // So that the owner wakes somebody.
    return false;
  }
}
