/** Mistake: it sleeps for short times and looks, before it sleeps until it is woken. */
// Caught by: acquire() and acquireWithin() sleep until they are woken, however often and late that is
// Says: acquire() sleeps for 1 ms, and looks again
// Violates: looks again only after it was woken
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquire(): void {
    for (let looks = 0; looks < 10; looks++) {
      if (this.tryAcquire()) return;
      Atomics.wait(this.#free, 0, 0, 1);
    }
    super.acquire();
  }
}
