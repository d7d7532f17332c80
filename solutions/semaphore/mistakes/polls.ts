/** Mistake: it sleeps, but looks again every second, in case it was not woken. */
// Caught by: acquire() and acquireWithin() sleep until they are woken, however often and late that is
// Says: looks again although nobody has woken it
// Violates: looks again only after it was woken
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquire(): void {
    while (!this.tryAcquire()) Atomics.wait(this.#free, 0, 0, 1000);
  }
}
