/** Mistake: it gives back one permit more than it was given. */
// Caught by: release() adds one permit, also to those of the beginning, and wakes a thread for each
// Says: the value is 5
// Violates: Gives one permit (Dijkstra's V)
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override release(): void {
    Atomics.add(this.#free, 0, 2);
    Atomics.notify(this.#free, 0, 1);
  }
}
