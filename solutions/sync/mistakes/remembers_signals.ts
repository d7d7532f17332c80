/** Mistake: it keeps a signal for the next one who waits, which may be the one who has sent it. */
// Caught by: signal() wakes one of those who wait already, and broadcast() all of them
// Says: and waitWithin(50) has returned true: S had called
// Violates: Whoever begins to wait later knows nothing of it
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #signals = new Int32Array(this.shared);

  override waitWithin(milliseconds: number): boolean {
    this.mutex.unlock();
    const outcome = Atomics.wait(this.#signals, 0, 0, milliseconds);
    const seen = Atomics.load(this.#signals, 0);
    if (seen > 0) Atomics.compareExchange(this.#signals, 0, seen, seen - 1);
    this.mutex.lock();
    return outcome !== "timed-out";
  }
}
