/** Mistake: it takes any wake-up for its own: one that is late for the last round ends its wait in this one. */
// Caught by: Barrier keeps everybody until all have come, again and again, and tells one
// Says: One of 2 has not come in round 2
// Violates: Sleeps until all have called it
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

export class Barrier extends Right {
  readonly #cells = new Int32Array(this.shared.cells!);

  override wait(): boolean {
    const round = Atomics.load(this.#cells, 2);
    if (Atomics.add(this.#cells, 1, 1) + 1 < this.#cells[0]!) {
      Atomics.wait(this.#cells, 2, round);
      return false;
    }
    Atomics.store(this.#cells, 1, 0);
    Atomics.add(this.#cells, 2, 1);
    Atomics.notify(this.#cells, 2);
    return true;
  }
}
