/** Mistake: it tries a thousand times before it sleeps. */
// Caught by: lock() sleeps until the mutex is unlocked, however late that is, and however often it is woken
// Says: Busy waiting: B has looked 100 times
// Violates: it looks fifty times at most
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  override lock(): void {
    for (let i = 0; i < 1000; i++) {
      if (this.tryLock()) return;
    }
    super.lock();
  }
}
