/** Mistake: the last one at the barrier wakes four threads at most. */
// Caught by: Barrier lets its threads sleep in the kernel, and so do the other classes
// Says: until all Workers go on
// Violates: then lets all go on
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

export class Barrier extends Right {
  readonly #cells = new Int32Array(this.shared.cells!);

  override wait(): boolean {
    const [parties, arrived, round] = [0, 1, 2];
    const now = Atomics.load(this.#cells, round);
    if (Atomics.add(this.#cells, arrived, 1) + 1 < this.#cells[parties]!) {
      while (Atomics.load(this.#cells, round) === now) Atomics.wait(this.#cells, round, now);
      return false;
    }
    Atomics.store(this.#cells, arrived, 0);
    Atomics.add(this.#cells, round, 1);
    Atomics.notify(this.#cells, round, 4);
    return true;
  }
}
