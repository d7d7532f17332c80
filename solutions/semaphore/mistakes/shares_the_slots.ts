/** Mistake: all buffers have the same slots. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: depends on something outside of the shared memory
// Violates: Makes an empty buffer, in memory of its own
export * from "../semaphore.ts";
import { BoundedBuffer as Right } from "../semaphore.ts";

const slots = new SharedArrayBuffer(4096);

export class BoundedBuffer extends Right {
  static override create(capacity: number): BoundedBuffer {
    return new this({ ...Right.create(capacity).shared, slots });
  }
}
