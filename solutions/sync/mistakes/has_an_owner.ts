/** Mistake: another object cannot let the writer out. */
// Caught by: lockShared() lets readers in together, and lock() a writer alone
// Says: this object does not have the lock
// Violates: It has no owner
export * from "../sync.ts";
import { ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  #mine = false;

  override lock(): void {
    super.lock();
    this.#mine = true;
  }

  override unlock(): void {
    if (!this.#mine) throw new Error("Cannot unlock: this object does not have the lock");
    this.#mine = false;
    super.unlock();
  }
}
