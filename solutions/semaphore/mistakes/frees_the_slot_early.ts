/** Mistake: it gives the slot free before it has read it, and a producer is faster. */
// Caught by: BoundedBuffer makes put() wait while it is full and take() while it is empty
// Says: came out
// Violates: which no other thread gets
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);
  readonly #mutex = new Semaphore(this.shared.mutex);

  override take(): number {
    this.#filled.acquire();
    this.#free.release();
    this.#mutex.acquire();
    const slot = this.#cells[0]!;
    this.#cells[0] = (slot + 1) % (this.#cells.length - 2);
    this.#mutex.release();
    return this.#cells[2 + slot]!;
  }
}
