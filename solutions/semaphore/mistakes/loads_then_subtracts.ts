/** Mistake: it sees that a permit is free, and takes it in another step. */
// Caught by: acquire() takes the permit of any thread, and lets in one for each permit
// Says: 2 threads are in the critical section
// Violates: whoever finds none waits for one
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

const { load, sub, wait } = Atomics;

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquire(): void {
    while (load(this.#free, 0) === 0) wait(this.#free, 0, 0);
    sub(this.#free, 0, 1);
  }
}
