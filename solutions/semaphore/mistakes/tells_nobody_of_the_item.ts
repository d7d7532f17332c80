/** Mistake: it does not count the item that it has put in. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: free, filled and mutex are 0, 0, 1, not 0, 1, 1
// Violates: The semaphore that counts the items
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  override put(item: number): void {
    super.put(item);
    new Semaphore(this.shared.filled).tryAcquire();
  }
}
