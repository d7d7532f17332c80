/** Mistake: it counts readers in 8 bits: 256 of them look like none. */
// Caught by: ReadersWriterLock prefers a writer that waits, and wakes all who may go on
// Says: 256 readers are inside, and leave while a writer waits
// Violates: many readers have it at the same time
export * from "../sync.ts";
import { Condition, Mutex, ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  readonly #mutex = new Mutex(this.shared.mutex!);
  readonly #left = new Condition(this.#mutex, this.shared.left!);
  readonly #counts = new Int32Array(this.shared.counts!);

  override lockShared(): void {
    this.#mutex.lock();
    while (this.#counts[1]! + this.#counts[2]! > 0) this.#left.wait();
    this.#counts[0] = (this.#counts[0]! + 1) & 255;
    this.#mutex.unlock();
  }
}
