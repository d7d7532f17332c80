/** Mistake: it chooses the slot while it has the mutex, and writes into it afterwards. */
// Caught by: BoundedBuffer hands each item over once, and uses its slots only while it holds the mutex
// Says: came out
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
    this.#mutex.acquire();
    const slot = this.#cells[1]!;
    this.#cells[1] = (slot + 1) % (this.#cells.length - 2);
    this.#mutex.release();
    this.#cells[2 + slot] = item;
    this.#filled.release();
  }
}
