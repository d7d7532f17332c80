/** Mistake: it takes the number of items for the place of the next one, which is right until one is taken out. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: and 10, 20, then 50, 60, 10, 20 came out
// Violates: behind all others
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);
  readonly #mutex = new Semaphore(this.shared.mutex);

  override put(item: number): void {
    this.#free.acquire();
    this.#mutex.acquire();
    this.#cells[2 + this.#filled.value] = item;
    this.#mutex.release();
    this.#filled.release();
  }
}
