/** Mistake: it goes in without the mutex when it was woken a hundred times. */
// Caught by: lock() sleeps until the mutex is unlocked, however late that is, and however often it is woken
// Says: locked the mutex again 100 times, and lock() has returned
// Violates: while another object has it, the thread sleeps
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);

  override lock(): void {
    for (let tries = 0; tries < 100 && !this.tryLock(); tries++) {
      if (Atomics.exchange(this.#cell, 0, 2) === 0) Atomics.store(this.#cell, 0, 0);
      else Atomics.wait(this.#cell, 0, 2);
    }
  }
}
