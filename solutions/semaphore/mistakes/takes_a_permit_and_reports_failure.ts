/** Mistake: it looks at the clock when it has a permit, and says that it is too late. */
// Caught by: acquireWithin() has a permit if it says so, and leaves it to another thread if not
// Says: A was told that it has no permit
// Violates: and then it has taken none
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquireWithin(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    while (!this.tryAcquire()) {
      const left = end - performance.now();
      if (left <= 0) return false;
      Atomics.wait(this.#free, 0, 0, left);
    }
    return performance.now() < end;
  }
}
