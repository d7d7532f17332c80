/** Mistake: it wakes nobody when it has made room. */
// Caught by: Ring keeps its contract, whatever two threads call at the same time
// Says: Lost wake-up
// Violates: Wakes those who sleep at the cell
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

const [TAKEN, PUT, ITEMS] = [0, 1, 4];

export class Ring extends Right {
  override take(): number {
    const taken = Atomics.load(this.cells, TAKEN);
    this.sleepWhile(PUT, taken);
    const item = Atomics.load(this.cells, ITEMS + taken % this.size);
    Atomics.store(this.cells, TAKEN, (taken + 1) % (2 * this.size));
    return item;
  }
}
