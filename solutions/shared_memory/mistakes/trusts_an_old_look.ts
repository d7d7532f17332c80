/** Mistake: it keeps how much was taken when it looked last, and has not looked when it joins. */
// Caught by: Ring is a queue with as much room as its memory has
// Says: items, and does not sleep
// Violates: All objects over the same memory are the same queue
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

const [TAKEN, PUT, ITEMS] = [0, 1, 4];

export class Ring extends Right {
  #seen = 0;

  override put(item: number): void {
    const put = Atomics.load(this.cells, PUT);
    const full = (put + this.size) % (2 * this.size);
    if (this.#seen === full) {
      this.sleepWhile(TAKEN, full);
      this.#seen = Atomics.load(this.cells, TAKEN);
    }
    Atomics.store(this.cells, ITEMS + put % this.size, item);
    this.goOn(PUT, put);
  }
}
