/** Mistake: it believes that whoever is woken has the permit, but another thread was faster. */
// Caught by: acquire() takes the permit of any thread, and lets in one for each permit
// Says: 2 threads are in the critical section
// Violates: Takes a permit (Dijkstra's P)
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override acquire(): void {
    if (this.tryAcquire()) return;
    Atomics.wait(this.#free, 0, 0);
    Atomics.sub(this.#free, 0, 1);
  }
}
