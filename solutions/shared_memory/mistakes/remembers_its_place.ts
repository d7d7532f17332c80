/** Mistake: it counts what it has put by itself, and another object does not know. */
// Caught by: Ring is a queue with as much room as its memory has
// Says: put() sleeps
// Violates: All objects over the same memory are the same queue
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

const PUT = 1;

export class Ring extends Right {
  #put = 0;

  override put(item: number): void {
    Atomics.store(this.cells, PUT, this.#put);
    super.put(item);
    this.#put = Atomics.load(this.cells, PUT);
  }
}
