/** Mistake: it opens once, and stays open. */
// Caught by: Barrier keeps everybody until all have come, again and again, and tells one
// Says: in round 2, and wait() has returned
// Violates: again and again
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

export class Barrier extends Right {
  readonly #cells = new Int32Array(this.shared.cells!);

  override wait(): boolean {
    const parties = this.#cells[0]!;
    const arrived = Atomics.add(this.#cells, 1, 1) + 1;
    if (arrived === parties) Atomics.notify(this.#cells, 1);
    for (let seen; (seen = Atomics.load(this.#cells, 1)) < parties;) {
      Atomics.wait(this.#cells, 1, seen);
    }
    return arrived % parties === 0;
  }
}
