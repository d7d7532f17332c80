/** Mistake: it puts an item over the oldest one when the queue is full. */
// Caught by: Ring is a queue with as much room as its memory has
// Says: is full, and put() returns
// Violates: While the queue is full, it sleeps
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

const [TAKEN, PUT] = [0, 1];

export class Ring extends Right {
  override put(item: number): void {
    const put = Atomics.load(this.cells, PUT);
    const full = Atomics.load(this.cells, TAKEN) === (put + this.size) % (2 * this.size);
    if (full) this.take();
    super.put(item);
  }
}
