/** Mistake: its tryAcquire() waits for a millisecond, in case a permit comes. */
// Caught by: tryAcquire() takes a permit where one is free, and never waits
// Says: tryAcquire() has returned false after 1 ms
// Violates: never waits for one
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override tryAcquire(): boolean {
    if (this.value === 0) Atomics.wait(this.#free, 0, 0, 1);
    return super.tryAcquire();
  }
}
