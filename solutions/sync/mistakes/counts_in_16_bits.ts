/** Mistake: it counts signals in 16 bits: 65536 of them look like none. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: signal() is called 65536 times: it sleeps on
// Violates: no signal can slip in between
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #signals = new Int32Array(this.shared);

  override signal(): void {
    Atomics.store(this.#signals, 0, (Atomics.load(this.#signals, 0) + 1) & 0xffff);
    Atomics.notify(this.#signals, 0, 1);
  }
}
