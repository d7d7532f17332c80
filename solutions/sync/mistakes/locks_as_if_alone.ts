/** Mistake: whoever has slept locks the mutex as if nobody else slept, and its unlock() wakes nobody. */
// Caught by: lock() lets in one thread at a time, and unlock() the next one
// Says: Lost wake-up
// Violates: Nobody sleeps on while it is unlocked
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);

  override lock(): void {
    if (this.tryLock()) return;
    do {
      Atomics.compareExchange(this.#cell, 0, 1, 2);
      Atomics.wait(this.#cell, 0, 2);
    } while (!this.tryLock());
  }
}
