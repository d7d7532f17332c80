/** Mistake: it makes the capacity a power of two. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: free, filled and mutex are 4, 0, 1, not 3, 0, 1
// Violates: How many items it can hold
export * from "../semaphore.ts";
import { BoundedBuffer as Right } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  static override create(capacity: number): BoundedBuffer {
    return new this(Right.create(2 ** Math.ceil(Math.log2(capacity))).shared);
  }
}
