/** Mistake: it sleeps, but looks again every second, in case it was not woken. */
// Caught by: acquire() and acquireWithin() wait as long as it takes without looking again and again
// Says: Busy waiting: A has looked
// Violates: looks again only after it was woken
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquire(): void {
    while (!this.tryAcquire()) Atomics.wait(this.#free, 0, 0, 1000);
  }
}
