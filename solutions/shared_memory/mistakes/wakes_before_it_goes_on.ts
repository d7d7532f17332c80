/** Mistake: it wakes the other side before there is anything to see. */
// Caught by: Ring keeps its contract, whatever two threads call at the same time
// Says: Lost wake-up
// Violates: Wakes those who sleep at the cell
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

export class Ring extends Right {
  protected override goOn(index: number, count: number): void {
    this.waiting.notify(this.cells, index);
    Atomics.store(this.cells, index, (count + 1) % (2 * this.size));
  }
}
