/** Mistake: it hands over an item without its sign. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: is -2147483648, and 2147483648 came out
// Violates: A whole number from -(2 ** 31) to 2 ** 31 - 1
export * from "../semaphore.ts";
import { BoundedBuffer as Right } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  override take(): number {
    return super.take() >>> 0;
  }
}
