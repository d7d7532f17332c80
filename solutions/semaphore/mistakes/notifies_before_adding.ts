/** Mistake: it wakes the other thread before the permit is there. */
// Caught by: acquire() takes the permit of any thread, and lets in one for each permit
// Says: Lost wake-up: A fell asleep
// Violates: Nobody sleeps on while a permit is free
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override release(): void {
    Atomics.notify(this.#free, 0, 1);
    Atomics.add(this.#free, 0, 1);
  }
}
