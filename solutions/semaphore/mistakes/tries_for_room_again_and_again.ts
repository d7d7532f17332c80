/** Mistake: it looks for room again and again while the buffer is full. */
// Caught by: BoundedBuffer makes put() wait while it is full and take() while it is empty
// Says: Busy waiting: P has looked
// Violates: While the buffer is full, the thread sleeps as in `acquire`
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  readonly #free = new Semaphore(this.shared.free);

  override put(item: number): void {
    while (this.#free.value === 0);
    super.put(item);
  }
}
