/** Mistake: it does not tell the owner that it sleeps, and unlock() wakes nobody. */
// Caught by: lock() lets in one thread at a time, and unlock() the next one
// Says: fell asleep at [0] because it was 1
// Violates: Nobody sleeps on while it is unlocked
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);

  override lock(): void {
    while (!this.tryLock()) Atomics.wait(this.#cell, 0, 1);
  }
}
