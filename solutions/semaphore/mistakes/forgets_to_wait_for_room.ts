/** Mistake: it puts an item in without a permit for a slot, over one that is still there. */
// Caught by: BoundedBuffer makes put() wait while it is full and take() while it is empty
// Says: came out
// Violates: A queue with a limit
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #filled = new Semaphore(this.shared.filled);
  readonly #mutex = new Semaphore(this.shared.mutex);

  override put(item: number): void {
    this.#mutex.acquire();
    const slot = this.#cells[1]!;
    this.#cells[2 + slot] = item;
    this.#cells[1] = (slot + 1) % (this.#cells.length - 2);
    this.#mutex.release();
    this.#filled.release();
  }
}
