/** Mistake: it says that there is an item before that is in its place. */
// Caught by: Ring keeps its contract, whatever two threads call at the same time
// Says: B: take() → 0
// Violates: A queue between one who puts and one who takes
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

const [TAKEN, PUT, ITEMS] = [0, 1, 4];

export class Ring extends Right {
  override put(item: number): void {
    const put = Atomics.load(this.cells, PUT);
    this.sleepWhile(TAKEN, (put + this.size) % (2 * this.size));
    this.goOn(PUT, put);
    Atomics.store(this.cells, ITEMS + put % this.size, item);
  }
}
