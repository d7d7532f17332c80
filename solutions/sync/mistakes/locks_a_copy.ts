/** Mistake: it copies what it gets, and other threads do not see its changes. */
// Caught by: tryLock() locks a mutex of its own when nobody has it, and never waits
// Says: could lock it, too
// Violates: all that another thread needs
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #copy = new Right(new SharedArrayBuffer(4));

  override tryLock(): boolean {
    return this.#copy.tryLock();
  }

  override lock(): void {
    this.#copy.lock();
  }

  override unlock(): void {
    this.#copy.unlock();
  }
}
