/** Mistake: it looks once how much was put, and counts by itself from then on: another object does not know. */
// Caught by: Ring is a queue with as much room as its memory has
// Says: put() sleeps
// Violates: All objects over the same memory are the same queue
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

const PUT = 1;

export class Ring extends Right {
  #put: number | undefined;

  override put(item: number): void {
    Atomics.store(this.cells, PUT, this.#put ?? Atomics.load(this.cells, PUT));
    super.put(item);
    this.#put = Atomics.load(this.cells, PUT);
  }
}
