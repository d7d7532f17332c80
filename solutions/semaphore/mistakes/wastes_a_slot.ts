/** Mistake: it leaves one slot empty, to tell full from empty, which the semaphores do already. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: free, filled and mutex are 0, 0, 1, not 1, 0, 1
// Violates: The semaphore that counts the free slots
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  static override create(capacity: number): BoundedBuffer {
    const { shared } = Right.create(capacity);
    new Semaphore(shared.free).acquire();
    return new this(shared);
  }
}
