/** Mistake: its signal() locks the mutex, which the one who calls it may have. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: threw Error: Cannot lock the mutex
// Violates: whoever has the mutex
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override signal(): void {
    this.mutex.lock();
    super.signal();
    this.mutex.unlock();
  }
}
