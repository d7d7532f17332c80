/** Mistake: it takes a change by another thread for the news that no permit is left. */
// Caught by: tryAcquire() takes a permit where one is free, and never waits
// Says: was free for each
// Violates: `false` only when none was free at some moment of the call
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override tryAcquire(): boolean {
    const free = Atomics.load(this.#free, 0);
    return free > 0 && Atomics.compareExchange(this.#free, 0, free, free - 1) === free;
  }
}
