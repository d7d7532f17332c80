/** Mistake: it lets two producers use the slots at the same time, and both take the same one. */
// Caught by: BoundedBuffer hands each item over once, and uses its slots only while it holds the mutex
// Says: put() writes into the slots while another thread holds
// Violates: only the thread that holds it reads or writes the slots
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);

  override put(item: number): void {
    this.#free.acquire();
    const slot = this.#cells[1]!;
    this.#cells[2 + slot] = item;
    this.#cells[1] = (slot + 1) % (this.#cells.length - 2);
    this.#filled.release();
  }
}
