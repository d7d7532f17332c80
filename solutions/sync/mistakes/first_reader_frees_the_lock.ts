/** Mistake: the first reader that leaves lets a writer in, although others still read. */
// Caught by: lockShared() lets readers in together, and lock() a writer alone
// Says: threads are in the critical section
// Violates: While anybody else has the lock, the thread sleeps
export * from "../sync.ts";
import { Condition, Mutex, ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  readonly #mutex = new Mutex(this.shared.mutex!);
  readonly #left = new Condition(this.#mutex, this.shared.left!);
  readonly #counts = new Int32Array(this.shared.counts!);

  override unlockShared(): void {
    this.#mutex.lock();
    this.#counts[0] = 0;
    this.#left.broadcast();
    this.#mutex.unlock();
  }
}
