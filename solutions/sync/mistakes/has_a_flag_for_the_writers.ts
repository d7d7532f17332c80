/** Mistake: it has a flag for the writers that wait, which the first one that goes in puts down. */
// Caught by: ReadersWriterLock prefers a writer that waits, and wakes all who may go on
// Says: A writer waits, and a reader that came later was before it
// Violates: or waits for it, the thread sleeps
export * from "../sync.ts";
import { Condition, Mutex, ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  readonly #mutex = new Mutex(this.shared.mutex!);
  readonly #left = new Condition(this.#mutex, this.shared.left!);
  readonly #counts = new Int32Array(this.shared.counts!);

  override lock(): void {
    this.#mutex.lock();
    this.#counts[2] = 1;
    while (this.#counts[0]! + this.#counts[1]! > 0) this.#left.wait();
    this.#counts[2] = 0;
    this.#counts[1]!++;
    this.#mutex.unlock();
  }
}
