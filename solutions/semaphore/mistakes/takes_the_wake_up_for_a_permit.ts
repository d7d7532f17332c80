/** Mistake: its acquireAsync() takes a permit when it is woken, also where none is left. */
// Caught by: acquireAsync() waits in the event loop, and keeps the process alive
// Says: -1
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
