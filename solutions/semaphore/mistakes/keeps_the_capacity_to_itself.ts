/** Mistake: it remembers the capacity in its module, and other threads do not know it. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: and 40, 0, then 0, 0, 60, 0 came out
// Violates: all that another thread needs
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

let capacity = 0;

export class BoundedBuffer extends Right {
  static override create(slots: number): BoundedBuffer {
    capacity = slots;
    return new this(Right.create(slots).shared);
  }

  override put(item: number): void {
    const { free, filled, slots } = this.shared;
    new Semaphore(free).acquire();
    const cells = new Int32Array(slots);
    cells[2 + cells[1]!] = item;
    cells[1] = (cells[1]! + 1) % capacity;
    new Semaphore(filled).release();
  }
}
