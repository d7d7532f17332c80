/** Mistake: it looks again and again for the mutex, and burns what the other thread needs. */
// Caught by: BoundedBuffer hands each item over once, and uses its slots only while it holds the mutex
// Says: Busy waiting: U has looked
// Violates: whoever waits for it sleeps
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  override put(item: number): void {
    const mutex = new Semaphore(this.shared.mutex);
    while (!mutex.tryAcquire());
    mutex.release();
    super.put(item);
  }
}
