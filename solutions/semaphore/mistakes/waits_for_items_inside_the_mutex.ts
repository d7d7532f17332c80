/** Mistake: it waits for an item while it keeps everybody out who could put one in. */
// Caught by: BoundedBuffer makes put() wait while it is full and take() while it is empty
// Says: Deadlock: P waits
// Violates: While the buffer is empty, the thread sleeps as in `acquire`
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);
  readonly #mutex = new Semaphore(this.shared.mutex);

  override take(): number {
    this.#mutex.acquire();
    this.#filled.acquire();
    const slot = this.#cells[0]!;
    this.#cells[0] = (slot + 1) % (this.#cells.length - 2);
    this.#mutex.release();
    this.#free.release();
    return this.#cells[2 + slot]!;
  }
}
