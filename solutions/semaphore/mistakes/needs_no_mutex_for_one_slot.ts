/** Mistake: it believes that a single slot needs no mutex. */
// Caught by: BoundedBuffer hands each item over once, and uses its slots only while it holds the mutex
// Says: writes into the slots while another thread holds the mutex
// Violates: only the thread that holds it reads or writes the slots
export * from "../semaphore.ts";
import { BoundedBuffer as Right, Semaphore } from "../semaphore.ts";

export class BoundedBuffer extends Right {
  override put(item: number): void {
    const { free, filled, slots } = this.shared;
    if (slots.byteLength > 12) return super.put(item);
    new Semaphore(free).acquire();
    new Int32Array(slots)[2] = item;
    new Semaphore(filled).release();
  }
}
