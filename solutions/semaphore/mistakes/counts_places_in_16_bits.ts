/** Mistake: it counts the places in 16 bits, and begins again at 65536, in the middle of the buffer. */
// Caught by: BoundedBuffer is a queue with as much room as it is told, counted by its semaphores
// Says: the item that has been in longest is 65536
// Violates: Takes out the item that has been in longest
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  override take(): number {
    const cells = new Int32Array(this.shared.slots);
    const mutex = new Semaphore(this.shared.mutex);
    new Semaphore(this.shared.filled).acquire();
    mutex.acquire();
    const item = cells[2 + cells[0]! % (cells.length - 2)]!;
    cells[0] = (cells[0]! + 1) & 65535;
    mutex.release();
    new Semaphore(this.shared.free).release();
    return item;
  }
}
