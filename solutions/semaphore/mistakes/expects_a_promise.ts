/** Mistake: it expects a promise of Atomics.waitAsync(), also when the permit came in between. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: acquireAsync() threw TypeError
// Violates: Is fulfilled as soon as it has taken a permit
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override async acquireAsync(): Promise<void> {
    const alive = setInterval(() => {}, 2 ** 30);
    while (!this.tryAcquire()) {
      const { value } = Atomics.waitAsync(this.#free, 0, 0) as { value: Promise<string> };
      await value.then(() => {});
    }
    clearInterval(alive);
  }
}
