/** Mistake: it lets all go on, and counts from 0 again afterwards: one of them may have come again by then. */
// Caught by: Barrier keeps everybody until all have come, again and again, and tells one
// Says: One of 2 has not come in round 2
// Violates: The next round begins at once
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

export class Barrier extends Right {
  readonly #cells = new Int32Array(this.shared.cells!);

  override wait(): boolean {
    const round = Atomics.load(this.#cells, 2);
    if (Atomics.add(this.#cells, 1, 1) + 1 < this.#cells[0]!) {
      while (Atomics.load(this.#cells, 2) === round) Atomics.wait(this.#cells, 2, round);
      return false;
    }
    Atomics.add(this.#cells, 2, 1);
    Atomics.notify(this.#cells, 2);
    Atomics.store(this.#cells, 1, 0);
    return true;
  }
}
