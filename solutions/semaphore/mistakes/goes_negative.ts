/** Mistake: it takes a permit before it knows whether there is one. */
// Caught by: value tells at any time how many permits are free
// Says: -1 are said to be free
// Violates: never less than 0
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquire(): void {
    while (Atomics.sub(this.#free, 0, 1) <= 0) {
      Atomics.add(this.#free, 0, 1);
      Atomics.wait(this.#free, 0, 0);
    }
  }
}
