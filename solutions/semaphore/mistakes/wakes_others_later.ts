/** Mistake: it wakes others only when its own thread has nothing else to do. */
// Caught by: acquire() takes the permit of any thread, and lets in one for each permit
// Says: B gives a permit and then is busy, and A waits 1000 ms
// Violates: Nobody sleeps on while a permit is free
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override release(): void {
    const cells = new Int32Array(this.shared);
    Atomics.add(cells, 0, 1);
    queueMicrotask(() => Atomics.notify(cells, 0, 1));
  }
}
