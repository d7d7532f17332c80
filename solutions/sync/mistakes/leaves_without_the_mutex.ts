/** Mistake: a writer leaves without the mutex, between the look of somebody else and its sleep. */
// Caught by: lockShared() lets readers in together, and lock() a writer alone
// Says: Lost wake-up
// Violates: another one that waits goes on
export * from "../sync.ts";
import { Condition, Mutex, ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  readonly #counts = new Int32Array(this.shared.counts!);
  readonly #left = new Condition(new Mutex(this.shared.mutex!), this.shared.left!);

  override unlock(): void {
    Atomics.store(this.#counts, 1, 0);
    this.#left.broadcast();
  }
}
