/** Mistake: it waits although the mutex is not locked. */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: and wait() has thrown no error
// Violates: has not locked the mutex; then nothing changes
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override wait(): void {
    if (this.mutex.tryLock()) return this.mutex.unlock();
    super.wait();
  }
}
