/** Mistake: it gives 0 when the queue is empty. */
// Caught by: Ring is a queue with as much room as its memory has
// Says: is empty, and take() returns
// Violates: While the queue is empty, it sleeps
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

const [TAKEN, PUT] = [0, 1];

export class Ring extends Right {
  override take(): number {
    const taken = Atomics.load(this.cells, TAKEN);
    return Atomics.load(this.cells, PUT) === taken ? 0 : super.take();
  }
}
