/** Mistake: it unlocks the mutex before it sees that the owner is somebody else. */
// Caught by: unlock() is for the owner, lock() for others, and what they refuse changes nothing
// Says: another one has called unlock(), and the mutex is unlocked
// Violates: Then nothing changes
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);

  override unlock(): void {
    const state = Atomics.exchange(this.#cell, 0, 0);
    Atomics.notify(this.#cell, 0, 1);
    if (state === 0) Atomics.compareExchange(this.#cell, 0, 0, 0);
    super.unlock();
  }
}
