/** Mistake: it lets an object wait for the mutex that it has itself. */
// Caught by: unlock() is for the owner, lock() for others, and what they refuse changes nothing
// Says: Deadlock: A waits
// Violates: and would wait for itself
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);

  override lock(): void {
    while (!this.tryLock()) Atomics.wait(this.#cell, 0, Atomics.load(this.#cell, 0));
  }
}
