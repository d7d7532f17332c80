/** Mistake: it looks which round it is after it has come: the round may be over by then. */
// Caught by: Barrier keeps everybody until all have come, again and again, and tells one
// Says: Deadlock
// Violates: and then lets all go on
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

export class Barrier extends Right {
  readonly #cells = new Int32Array(this.shared.cells!);

  override wait(): boolean {
    const arrived = Atomics.add(this.#cells, 1, 1) + 1;
    const round = Atomics.load(this.#cells, 2);
    if (arrived < this.#cells[0]!) {
      while (Atomics.load(this.#cells, 2) === round) Atomics.wait(this.#cells, 2, round);
      return false;
    }
    Atomics.store(this.#cells, 1, 0);
    Atomics.add(this.#cells, 2, 1);
    Atomics.notify(this.#cells, 2);
    return true;
  }
}
