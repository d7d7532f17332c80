/** Mistake: it takes the permit with `--`, which reads and writes in two steps. */
// Caught by: acquire() takes the permit of any thread, and lets in one for each permit
// Says: 2 threads are in the critical section
// Violates: whoever finds none waits for one
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquire(): void {
    while (this.#free[0] === 0) Atomics.wait(this.#free, 0, 0);
    this.#free[0]!--;
  }
}
