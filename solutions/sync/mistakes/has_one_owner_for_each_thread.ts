/** Mistake: it remembers the owner in a variable of the module, and a thread can have one mutex only. */
// Caught by: tryLock() locks a mutex of its own when nobody has it, and never waits
// Says: A threw Error: Cannot unlock the mutex: another object has it
// Violates: No function of this module changes a variable
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

let owner: Right | undefined;

export class Mutex extends Right {
  override tryLock(): boolean {
    const locked = super.tryLock();
    if (locked) owner = this;
    return locked;
  }

  override unlock(): void {
    if (owner !== this) throw new Error("Cannot unlock the mutex: another object has it");
    super.unlock();
  }
}
