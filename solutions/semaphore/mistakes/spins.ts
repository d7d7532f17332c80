/** Mistake: it looks again and again until a permit is free. */
// Caught by: acquire() sleeps in the kernel while no permit is free, and release() wakes it
// Says: both Workers sleep in futex(), and use no CPU time
// Violates: the thread sleeps, and uses no CPU time
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override acquire(): void {
    while (!this.tryAcquire());
  }
}
