/** Mistake: its tryAcquire() takes no permit while another thread waits, even if there are enough. */
// Caught by: tryAcquire() takes a permit where one is free, and never waits
// Says: B has given two permits, A wants one of them
// Violates: Takes a permit if one is free
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #waiting = new Int32Array(this.shared, 4);
  static override create(permits: number): Semaphore {
    const shared = new SharedArrayBuffer(8);
    Atomics.store(new Int32Array(shared), 0, permits);
    return new this(shared);
  }

  override tryAcquire(): boolean {
    return Atomics.load(this.#waiting, 0) === 0 && super.tryAcquire();
  }

  override acquire(): void {
    Atomics.add(this.#waiting, 0, 1);
    while (!super.tryAcquire()) Atomics.wait(new Int32Array(this.shared), 0, 0);
    Atomics.sub(this.#waiting, 0, 1);
  }
}
