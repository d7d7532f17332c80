/** Mistake: it counts free slots and items with the same semaphore. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: free, filled and mutex are 1, 1, 1, not 1, 0, 1
// Violates: three semaphores, and the slots
export * from "../semaphore.ts";
import { BoundedBuffer as Right } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  static override create(capacity: number): BoundedBuffer {
    const { shared } = Right.create(capacity);
    return new this({ ...shared, filled: shared.free });
  }
}
