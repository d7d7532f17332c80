/** Mistake: it keeps the mutex while it sleeps, and nobody can change anything. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: Deadlock
// Violates: until another one has changed something
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #signals = new Int32Array(this.shared);

  override wait(): void {
    Atomics.wait(this.#signals, 0, Atomics.load(this.#signals, 0));
  }
}
