/** Mistake: it waits for room while it keeps everybody out who could make room. */
// Caught by: BoundedBuffer makes put() wait while it is full and take() while it is empty
// Says: Deadlock: P waits
// Violates: While the buffer is full, the thread sleeps as in `acquire`
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);
  readonly #mutex = new Semaphore(this.shared.mutex);

  override put(item: number): void {
    this.#mutex.acquire();
    this.#free.acquire();
    const slot = this.#cells[1]!;
    this.#cells[2 + slot] = item;
    this.#cells[1] = (slot + 1) % (this.#cells.length - 2);
    this.#mutex.release();
    this.#filled.release();
  }
}
