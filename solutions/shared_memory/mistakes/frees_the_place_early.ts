/** Mistake: it gives the place away before it has read the item. */
// Caught by: Ring keeps its contract, whatever two threads call at the same time
// Says: B: take() → 1
// Violates: Takes out the oldest item
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

const [TAKEN, PUT, ITEMS] = [0, 1, 4];

export class Ring extends Right {
  override take(): number {
    const taken = Atomics.load(this.cells, TAKEN);
    this.sleepWhile(PUT, taken);
    this.goOn(TAKEN, taken);
    return Atomics.load(this.cells, ITEMS + taken % this.size);
  }
}
