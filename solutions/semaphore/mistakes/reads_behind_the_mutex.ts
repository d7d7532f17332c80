/** Mistake: it chooses the item while it has the mutex, and reads it afterwards. */
// Caught by: BoundedBuffer hands each item over once, and uses its slots only while it holds the mutex
// Says: reads the slots while another thread holds the mutex
// Violates: only the thread that holds it reads or writes the slots
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);
  readonly #mutex = new Semaphore(this.shared.mutex);

  override take(): number {
    this.#filled.acquire();
    const item = this.#cells[2 + this.#cells[0]!]!;
    this.#mutex.acquire();
    this.#cells[0] = (this.#cells[0]! + 1) % (this.#cells.length - 2);
    this.#mutex.release();
    this.#free.release();
    return item;
  }
}
