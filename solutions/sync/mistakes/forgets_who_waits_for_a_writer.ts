/** Mistake: a writer that waits for another writer is not counted, and readers are before it. */
// Caught by: ReadersWriterLock prefers a writer that waits, and wakes all who may go on
// Says: another writer waits, and a reader was before it
// Violates: another one that waits goes on
export * from "../sync.ts";
import { Condition, Mutex, ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  readonly #mutex = new Mutex(this.shared.mutex!);
  readonly #left = new Condition(this.#mutex, this.shared.left!);
  readonly #counts = new Int32Array(this.shared.counts!);

  override lock(): void {
    this.#mutex.lock();
    while (this.#counts[1]! > 0) this.#left.wait();
    this.#counts[2]!++;
    while (this.#counts[0]! + this.#counts[1]! > 0) this.#left.wait();
    this.#counts[2]!--;
    this.#counts[1]!++;
    this.#mutex.unlock();
  }
}
