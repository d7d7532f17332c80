/** Mistake: it believes that a thread is woken only when a permit is there for it. */
// Caught by: acquireWithin() keeps its time, even if it is woken and finds no permit
// Says: 60 ms, acquireWithin(100) has returned false
// Violates: `false` as soon as the time is over
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquireWithin(milliseconds: number): boolean {
    if (this.tryAcquire()) return true;
    Atomics.wait(this.#free, 0, 0, milliseconds);
    return this.tryAcquire();
  }
}
