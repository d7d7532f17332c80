/** Mistake: it gives up although it was woken, and nobody wakes another thread for that permit. */
// Caught by: acquireWithin() has a permit if it says so, and leaves it to another thread if not
// Says: Lost wake-up: B fell asleep
// Violates: Nobody sleeps on while a permit is free
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquireWithin(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    while (!this.tryAcquire()) {
      Atomics.wait(this.#free, 0, 0, end - performance.now());
      if (performance.now() >= end) return false;
    }
    return true;
  }
}
