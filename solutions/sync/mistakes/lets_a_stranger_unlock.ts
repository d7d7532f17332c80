/** Mistake: anybody can unlock it. */
// Caught by: unlock() is for the owner, lock() for others, and what they refuse changes nothing
// Says: Nobody has the mutex, and an object calls unlock(), and it has thrown no error
// Violates: When this object does not have it
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);

  override unlock(): void {
    Atomics.store(this.#cell, 0, 0);
    Atomics.notify(this.#cell, 0, 1);
  }
}
