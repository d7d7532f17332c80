/** Mistake: once it was woken, it tries again and again to lock the mutex. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: Busy waiting: W has looked 100 times
// Violates: When it returns, it has the mutex again
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override wait(): void {
    const signals = new Int32Array(this.shared);
    const seen = Atomics.load(signals, 0);
    this.mutex.unlock();
    Atomics.wait(signals, 0, seen);
    while (!this.mutex.tryLock());
  }
}
