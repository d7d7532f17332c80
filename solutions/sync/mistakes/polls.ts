/** Mistake: it wakes up every hour by itself to look. */
// Caught by: lock() sleeps until the mutex is unlocked, however late that is, and however often it is woken
// Says: Busy waiting: B has looked 31 times
// Violates: it looks again only after it was woken
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);

  override lock(): void {
    if (this.tryLock()) return;
    while (Atomics.exchange(this.#cell, 0, 2) !== 0) Atomics.wait(this.#cell, 0, 2, 3_600_000);
    Atomics.store(this.#cell, 0, 0);
    super.lock();
  }
}
