/** Mistake: it takes the item out that was put in last. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: and 40, 30, then 60, 50, 20, 10 came out
// Violates: Takes out the item that has been in longest
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);
  readonly #mutex = new Semaphore(this.shared.mutex);

  override take(): number {
    const length = this.#cells.length - 2;
    this.#filled.acquire();
    this.#mutex.acquire();
    this.#cells[1] = (this.#cells[1]! + length - 1) % length;
    const item = this.#cells[2 + this.#cells[1]]!;
    this.#mutex.release();
    this.#free.release();
    return item;
  }
}
