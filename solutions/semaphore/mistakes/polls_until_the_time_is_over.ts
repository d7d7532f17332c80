/** Mistake: it cuts the time into small pieces, and looks after each of them. */
// Caught by: acquire() and acquireWithin() sleep until they are woken, however often and late that is
// Says: looks again although nobody has woken it
// Violates: Takes a permit as `acquire` does, but gives up when its time is over
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquireWithin(milliseconds: number): boolean {
    for (const end = performance.now() + milliseconds; performance.now() < end;) {
      if (this.tryAcquire()) return true;
      Atomics.wait(this.#free, 0, 0, Math.min(50, end - performance.now()));
    }
    return this.tryAcquire();
  }
}
