/** Mistake: it remembers by memory who has the mutex, so that all objects of a thread are the owner. */
// Caught by: unlock() is for the owner, lock() for others, and what they refuse changes nothing
// Says: An object has the mutex, and another one calls unlock(), and it has thrown no error
// Violates: and the one that has locked it is its owner
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);

  override unlock(): void {
    if (Atomics.load(this.#cell, 0) === 0) {
      throw new Error("Cannot unlock the mutex: nobody has it");
    }
    try {
      super.unlock();
    } catch {
      Atomics.store(this.#cell, 0, 0);
      Atomics.notify(this.#cell, 0, 1);
    }
  }
}
