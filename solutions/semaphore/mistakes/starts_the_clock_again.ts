/** Mistake: it waits for the whole time again whenever it is woken and finds no permit. */
// Caught by: acquireWithin() keeps its time, even if it is woken and finds no permit
// Says: acquireWithin(100) has returned false
// Violates: How long to wait at most, in all
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquireWithin(milliseconds: number): boolean {
    while (!this.tryAcquire()) {
      if (Atomics.wait(this.#free, 0, 0, milliseconds) === "timed-out") return false;
    }
    return true;
  }
}
