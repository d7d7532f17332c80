/** Mistake: its tryLock() waits for a moment. */
// Caught by: tryLock() locks a mutex of its own when nobody has it, and never waits
// Says: Another thread has the mutex, and tryLock() took
// Violates: and never waits
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);

  override tryLock(): boolean {
    if (super.tryLock()) return true;
    Atomics.wait(this.#cell, 0, 1, 10);
    return super.tryLock();
  }
}
