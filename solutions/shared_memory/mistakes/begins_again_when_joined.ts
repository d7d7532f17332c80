/** Mistake: it empties the queue whenever somebody joins. */
// Caught by: Ring is a queue with as much room as its memory has
// Says: take() sleeps
// Violates: Joins the queue, and changes nothing
export * from "../shared_memory.ts";
import { Ring as Right, type Waiting } from "../shared_memory.ts";

export class Ring extends Right {
  constructor(memory: ArrayBufferLike, waiting: Waiting) {
    super(memory, waiting);
    this.cells.fill(0);
  }
}
