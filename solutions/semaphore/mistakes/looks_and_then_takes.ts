/** Mistake: it looks whether a permit is free, and takes it later: two threads take the same one. */
// Caught by: tryAcquire() takes a permit where one is free, and never waits
// Says: A is told true, B is told true
// Violates: Whether it has taken one
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override tryAcquire(): boolean {
    if (Atomics.load(this.#free, 0) === 0) return false;
    Atomics.sub(this.#free, 0, 1);
    return true;
  }
}
