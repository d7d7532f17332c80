/** Mistake: it does not tell the end of the time from a permit. */
// Caught by: acquireWithin() has a permit if it says so, and leaves it to another thread if not
// Says: A was told that it has the permit, and the value is 1
// Violates: `false` as soon as the time is over
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquireWithin(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    while (!this.tryAcquire() && performance.now() < end) {
      Atomics.wait(this.#free, 0, 0, end - performance.now());
    }
    return true;
  }
}
