/** Mistake: it keeps the items in an array of its own, which no other thread has. */
// Caught by: take() sleeps in the kernel while the buffer is empty, and gets the item of another thread
// Says: NaN
// Violates: The items, and whatever else you need
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #items: number[] = [];
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);

  override put(item: number): void {
    this.#free.acquire();
    this.#items.push(item);
    this.#filled.release();
  }

  override take(): number {
    this.#filled.acquire();
    this.#free.release();
    return Number(this.#items.shift());
  }
}
