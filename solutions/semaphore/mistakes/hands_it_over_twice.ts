/** Mistake: it lets two consumers use the slots at the same time, and both take the same item. */
// Caught by: BoundedBuffer keeps its contract, whatever two or three threads call at the same time
// Says: B: take() → 1
// Violates: which no other thread gets
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #cells = new Int32Array(this.shared.slots);
  readonly #free = new Semaphore(this.shared.free);
  readonly #filled = new Semaphore(this.shared.filled);

  override take(): number {
    this.#filled.acquire();
    const slot = this.#cells[0]!;
    this.#cells[0] = (slot + 1) % (this.#cells.length - 2);
    this.#free.release();
    return this.#cells[2 + slot]!;
  }
}
