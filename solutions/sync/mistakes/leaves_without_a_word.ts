/** Mistake: the last reader leaves, and wakes nobody. */
// Caught by: ReadersWriterLock prefers a writer that waits, and wakes all who may go on
// Says: Lost wake-up: W
// Violates: when it was the last one, a writer that waits goes on
export * from "../sync.ts";
import { Condition, Mutex, ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  readonly #mutex = new Mutex(this.shared.mutex!);
  readonly #left = new Condition(this.#mutex, this.shared.left!);
  readonly #counts = new Int32Array(this.shared.counts!);

  override unlockShared(): void {
    this.#mutex.lock();
    this.#counts[0]!--;
    this.#mutex.unlock();
  }
}
