/** Mistake: it gives up when other threads were faster three times. */
// Caught by: tryAcquire() takes a permit where one is free, and never waits
// Says: permit was free all the time, while B gave a hundred
// Violates: `false` only when none was free at some moment of the call
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override tryAcquire(): boolean {
    for (let races = 0; races < 3; races++) {
      const free = Atomics.load(this.#free, 0);
      if (free === 0) return false;
      if (Atomics.compareExchange(this.#free, 0, free, free - 1) === free) return true;
    }
    return false;
  }
}
