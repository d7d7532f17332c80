/** Mistake: its tryAcquire() waits until there is a permit. */
// Caught by: tryAcquire() takes a permit where one is free, and never waits
// Says: Deadlock: A waits
// Violates: never waits for one
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override tryAcquire(): boolean {
    this.acquire();
    return true;
  }

  override acquire(): void {
    while (!super.tryAcquire()) Atomics.wait(this.#free, 0, 0);
  }
}
