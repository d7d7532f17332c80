/** Mistake: its constructor sets the places back, also of a buffer that threads use already. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: and 30, 40, then 0, 0, 50, 60 came out
// Violates: and changes nothing
export * from "../semaphore.ts";
import { BoundedBuffer as Right } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  constructor(shared: Right["shared"]) {
    super(shared);
    new Int32Array(shared.slots).fill(0, 0, 2);
  }
}
