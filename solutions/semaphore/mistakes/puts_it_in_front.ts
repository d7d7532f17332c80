/** Mistake: it puts an item where the next one is taken out. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: and 2147483647 came out (capacity 2)
// Violates: behind all others
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);
  readonly #mutex = new Semaphore(this.shared.mutex);

  override put(item: number): void {
    const length = this.#cells.length - 2;
    this.#free.acquire();
    this.#mutex.acquire();
    const slot = (this.#cells[0]! + length - 1) % length;
    this.#cells[0] = slot;
    this.#cells[2 + slot] = item;
    this.#mutex.release();
    this.#filled.release();
  }
}
