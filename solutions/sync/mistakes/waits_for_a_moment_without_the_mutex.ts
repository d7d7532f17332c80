/** Mistake: its waitWithin() sees only after the wait that the mutex was not locked. */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: Nobody has the mutex, and waitWithin(5) has thrown no error
// Violates: As `wait` does.
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override waitWithin(milliseconds: number): boolean {
    if (milliseconds > 1e6 || !this.mutex.tryLock()) return super.waitWithin(milliseconds);
    this.mutex.unlock();
    return false;
  }
}
