/** Mistake: each object counts alone who has come. */
// Caught by: Barrier keeps everybody until all have come, again and again, and tells one
// Says: A sleeps at own[0]
// Violates: all that another thread needs to use the same one
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

export class Barrier extends Right {
  readonly #cells = new Int32Array(new SharedArrayBuffer(4));

  override wait(): boolean {
    const last = Atomics.add(this.#cells, 0, 1) + 1 === new Int32Array(this.shared.cells!)[0];
    if (!last) Atomics.wait(this.#cells, 0, 1);
    return last;
  }
}
