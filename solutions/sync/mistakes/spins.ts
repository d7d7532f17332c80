/** Mistake: it looks again and again, instead of sleeping. */
// Caught by: lock() sleeps until the mutex is unlocked, however late that is, and however often it is woken
// Says: Busy waiting: B
// Violates: uses no CPU time
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  override lock(): void {
    while (!this.tryLock());
  }
}
