/** Mistake: it gives items without their sign. */
// Caught by: Ring is a queue with as much room as its memory has
// Says: the oldest item is -2147483648
// Violates: A whole number from -(2 ** 31)
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

export class Ring extends Right {
  override take(): number {
    return super.take() >>> 0;
  }
}
