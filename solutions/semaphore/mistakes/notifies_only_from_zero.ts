/** Mistake: it wakes a thread only when no permit was free before. */
// Caught by: release() adds one permit, also to those of the beginning, and wakes a thread for each
// Says: Lost wake-up: B fell asleep
// Violates: Nobody sleeps on while a permit is free
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override release(): void {
    if (Atomics.add(this.#free, 0, 1) === 0) Atomics.notify(this.#free, 0, 1);
  }
}
