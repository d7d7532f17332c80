/** Mistake: when a writer leaves, it wakes only one of those who wait. */
// Caught by: ReadersWriterLock prefers a writer that waits, and wakes all who may go on
// Says: Lost wake-up
// Violates: if there is none, all readers that wait
export * from "../sync.ts";
import { Condition, Mutex, ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  readonly #mutex = new Mutex(this.shared.mutex!);
  readonly #left = new Condition(this.#mutex, this.shared.left!);
  readonly #counts = new Int32Array(this.shared.counts!);

  override unlock(): void {
    this.#mutex.lock();
    this.#counts[1] = 0;
    this.#left.signal();
    this.#mutex.unlock();
  }
}
