/** Mistake: it has room for 1024 items at most, however many it is told. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: 0 are in it, and 1024 free
// Violates: How many items it can hold, 1 or more
export * from "../semaphore.ts";
import { BoundedBuffer as Right } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  static override create(capacity: number): BoundedBuffer {
    return new this(Right.create(Math.min(capacity, 1024)).shared);
  }
}
