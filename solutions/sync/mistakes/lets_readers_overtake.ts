/** Mistake: a reader goes in while a writer waits for the other readers. */
// Caught by: ReadersWriterLock prefers a writer that waits, and wakes all who may go on
// Says: has overtaken the writer
// Violates: or waits for it, the thread sleeps
export * from "../sync.ts";
import { Condition, Mutex, ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  readonly #mutex = new Mutex(this.shared.mutex!);
  readonly #left = new Condition(this.#mutex, this.shared.left!);
  readonly #counts = new Int32Array(this.shared.counts!);

  override lockShared(): void {
    this.#mutex.lock();
    while (this.#counts[1]! > 0) this.#left.wait();
    this.#counts[0]!++;
    this.#mutex.unlock();
  }
}
