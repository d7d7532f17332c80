/** Mistake: it looks a thousand times before it falls asleep. */
// Caught by: acquire() takes the permit of any thread, and lets in one for each permit
// Says: Busy waiting: A has looked
// Violates: it looks fifty times at most
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquire(): void {
    while (!this.tryAcquire()) {
      for (let look = 0; look < 1000; look++) if (this.tryAcquire()) return;
      Atomics.wait(this.#free, 0, 0);
    }
  }
}
