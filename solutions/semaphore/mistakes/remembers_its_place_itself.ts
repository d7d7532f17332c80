/** Mistake: each object remembers where its next item goes, and knows nothing of the others. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: and 30, 20, then 60, 0, 30, 50 came out
// Violates: All objects over the same memory are the same queue
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  #next = 0;
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);
  readonly #mutex = new Semaphore(this.shared.mutex);

  override put(item: number): void {
    this.#free.acquire();
    this.#mutex.acquire();
    this.#cells[2 + this.#next] = item;
    this.#next = (this.#next + 1) % (this.#cells.length - 2);
    this.#mutex.release();
    this.#filled.release();
  }
}
