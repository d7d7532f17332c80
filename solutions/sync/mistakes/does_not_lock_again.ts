/** Mistake: it comes back from wait() without the mutex. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: threw Error: Cannot unlock the mutex
// Violates: it has the mutex again; others may have had it before
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override wait(): void {
    super.wait();
    this.mutex.unlock();
  }
}
