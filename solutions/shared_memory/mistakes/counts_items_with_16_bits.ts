/** Mistake: it counts with 16 bits: after 65536 items, the next place is the first one, wherever it was. */
// Caught by: Ring is a queue with as much room as its memory has
// Says: came out, as number 65536
// Violates: Takes out the oldest item
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

export class Ring extends Right {
  override put(item: number): void {
    const put = Atomics.load(this.cells, 1);
    this.sleepWhile(0, (put - this.size) & 0xffff);
    Atomics.store(this.cells, 4 + put % this.size, item);
    this.goOn(1, put);
  }

  protected override goOn(index: number, count: number): void {
    Atomics.store(this.cells, index, (count + 1) & 0xffff);
    this.waiting.notify(this.cells, index);
  }
}
