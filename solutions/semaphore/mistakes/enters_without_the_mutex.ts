/** Mistake: it waits a day for the mutex, and then goes on without it. */
// Caught by: BoundedBuffer hands each item over once, and uses its slots only while it holds the mutex
// Says: put() writes into the slots while another thread holds
// Violates: only the thread that holds it reads or writes the slots
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);
  readonly #mutex = new Semaphore(this.shared.mutex);

  override put(item: number): void {
    this.#free.acquire();
    this.#mutex.acquireWithin(24 * 3_600_000);
    const slot = this.#cells[1]!;
    this.#cells[2 + slot] = item;
    this.#cells[1] = (slot + 1) % (this.#cells.length - 2);
    this.#mutex.release();
    this.#filled.release();
  }
}
