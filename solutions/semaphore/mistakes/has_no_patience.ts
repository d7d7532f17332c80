/** Mistake: it fails when it was woken twenty times, and the permit had gone. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: acquireAsync() was rejected: Error: too busy
// Violates: Is fulfilled as soon as it has taken a permit
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override async acquireAsync(): Promise<void> {
    const alive = setInterval(() => {}, 2 ** 30);
    for (let woken = 0; !this.tryAcquire(); woken++) {
      if (woken === 20) throw new Error("too busy");
      await Atomics.waitAsync(this.#free, 0, 0).value;
    }
    clearInterval(alive);
  }
}
