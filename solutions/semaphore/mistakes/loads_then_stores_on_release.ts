/** Mistake: it adds in two steps, and what another thread adds in between is lost. */
// Caught by: release() adds one permit, also to those of the beginning, and wakes a thread for each
// Says: the value is 2
// Violates: Gives one permit (Dijkstra's V)
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override release(): void {
    Atomics.store(this.#free, 0, Atomics.load(this.#free, 0) + 1);
    Atomics.notify(this.#free, 0, 1);
  }
}
