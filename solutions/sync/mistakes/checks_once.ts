/** Mistake: a writer that was woken goes in, although another thread was faster. */
// Caught by: lockShared() lets readers in together, and lock() a writer alone
// Says: 2 threads are in the critical section
// Violates: Lets a writer in, alone
export * from "../sync.ts";
import { Condition, Mutex, ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  readonly #mutex = new Mutex(this.shared.mutex!);
  readonly #left = new Condition(this.#mutex, this.shared.left!);
  readonly #counts = new Int32Array(this.shared.counts!);

  override lock(): void {
    this.#mutex.lock();
    this.#counts[2]!++;
    if (this.#counts[0]! + this.#counts[1]! > 0) this.#left.wait();
    this.#counts[2]!--;
    this.#counts[1]!++;
    this.#mutex.unlock();
  }
}
