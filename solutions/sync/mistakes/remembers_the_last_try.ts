/** Mistake: when its owner calls tryLock(), it forgets who has the mutex. */
// Caught by: unlock() is for the owner, lock() for others, and what they refuse changes nothing
// Says: cannot unlock() the mutex now
// Violates: Unlocks the mutex
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  #mine = false;

  override tryLock(): boolean {
    return this.#mine = super.tryLock();
  }

  override lock(): void {
    super.lock();
    this.#mine = true;
  }

  override unlock(): void {
    if (!this.#mine) throw new Error("Cannot unlock the mutex: this object does not have it");
    super.unlock();
  }
}
