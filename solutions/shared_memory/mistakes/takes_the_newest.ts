/** Mistake: it puts every item in front of the others. */
// Caught by: Ring is a queue with as much room as its memory has
// Says: the oldest item is
// Violates: Puts an item behind the others
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

const [TAKEN, PUT, ITEMS] = [0, 1, 4];

export class Ring extends Right {
  override put(item: number): void {
    super.put(item);
    const [taken, put] = [Atomics.load(this.cells, TAKEN), Atomics.load(this.cells, PUT)];
    const [oldest, newest] = [taken, put - 1 + this.size].map((at) => ITEMS + at % this.size);
    if (this.size > 2) this.cells.set([this.cells[newest!]!], oldest);
  }
}
