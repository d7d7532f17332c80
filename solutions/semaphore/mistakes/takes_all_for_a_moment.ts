/** Mistake: it takes all permits, and gives back those that are too many: meanwhile, others find none. */
// Caught by: tryAcquire() takes a permit where one is free, and never waits
// Says: A permit was free for each, and A is told
// Violates: `false` only when none was free at some moment of the call
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override tryAcquire(): boolean {
    const cells = new Int32Array(this.shared);
    const all = Atomics.exchange(cells, 0, 0);
    if (all > 1) {
      Atomics.add(cells, 0, all - 1);
      Atomics.notify(cells, 0);
    }
    return all > 0;
  }
}
