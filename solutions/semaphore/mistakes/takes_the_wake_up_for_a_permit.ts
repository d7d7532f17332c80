/** Mistake: its acquireAsync() takes a permit when it is woken, also where none is left. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: woken again and again, and the permit has gone: acquireAsync() has settled too early
// Violates: Is fulfilled as soon as it has taken a permit
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override async acquireAsync(): Promise<void> {
    if (this.tryAcquire()) return;
    const alive = setInterval(() => {}, 1_000_000_000);
    await Atomics.waitAsync(this.#free, 0, 0).value;
    clearInterval(alive);
    Atomics.sub(this.#free, 0, 1);
  }
}
