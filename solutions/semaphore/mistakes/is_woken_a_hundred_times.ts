/** Mistake: it takes no more part when others were faster a hundred times. */
// Caught by: acquire() and acquireWithin() sleep until they are woken, however often and late that is
// Says: it was woken 100 times, each time the permit had gone
// Violates: gives up when its time is over
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquireWithin(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    for (let woken = 0; !this.tryAcquire(); woken++) {
      const left = end - performance.now();
      if (left <= 0 || woken === 100) return false;
      Atomics.wait(this.#free, 0, 0, left);
    }
    return true;
  }
}
