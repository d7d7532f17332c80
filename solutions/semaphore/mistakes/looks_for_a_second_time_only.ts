/** Mistake: it believes that whoever is woken twice has the permit. */
// Caught by: Semaphore keeps its contract, whatever two or three threads call at the same time
// Says: A: acquireAsync()
// Violates: Is fulfilled as soon as it has taken a permit
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override async acquireAsync(): Promise<void> {
    const alive = setInterval(() => {}, 2 ** 30);
    if (!this.tryAcquire()) {
      await Atomics.waitAsync(this.#free, 0, 0).value;
      this.tryAcquire();
    }
    clearInterval(alive);
  }
}
