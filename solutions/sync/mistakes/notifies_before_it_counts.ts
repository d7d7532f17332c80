/** Mistake: it wakes those who sleep, and changes the number afterwards. */
// Caught by: Condition keeps its contract, whatever two or three threads do with it at the same time
// Says: A: take 1, and wait() for it never returns
// Violates: Wakes at least one of those who wait
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #signals = new Int32Array(this.shared);

  override signal(): void {
    Atomics.notify(this.#signals, 0, 1);
    Atomics.add(this.#signals, 0, 1);
  }
}
