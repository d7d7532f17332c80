/** Mistake: it waits while the count is what it is now, and that may be one already. */
// Caught by: acquire() takes the permit of any thread, and lets in one for each permit
// Says: Lost wake-up: A sleeps at [0]
// Violates: Nobody sleeps on while a permit is free
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquire(): void {
    while (!this.tryAcquire()) Atomics.wait(this.#free, 0, Atomics.load(this.#free, 0));
  }
}
