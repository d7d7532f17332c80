/** Mistake: it forgets the timer that keeps the process alive. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: a timer is left
// Violates: nothing of it is left that keeps the process from ending
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override async acquireAsync(): Promise<void> {
    setInterval(() => {}, 2 ** 30);
    while (!this.tryAcquire()) await Atomics.waitAsync(this.#free, 0, 0).value;
  }
}
