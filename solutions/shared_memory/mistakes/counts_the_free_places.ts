/** Mistake: it counts what is free, and in fresh memory that is nothing. */
// Caught by: Ring is a queue with as much room as its memory has
// Says: has 0, and put() sleeps
// Violates: Memory that is all 0 is an empty queue
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

const FREE = 2;

export class Ring extends Right {
  override put(item: number): void {
    this.sleepWhile(FREE, 0);
    Atomics.sub(this.cells, FREE, 1);
    super.put(item);
  }

  override take(): number {
    const item = super.take();
    Atomics.add(this.cells, FREE, 1);
    this.waiting.notify(this.cells, FREE);
    return item;
  }
}
