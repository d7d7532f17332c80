/** Mistake: it counts its own waiters in a variable of the module, to set one timer for all of them. */
// Caught by: acquireAsync() and withPermit() lose no wake-up, with several tasks in one thread
// Says: such as a variable of their module
// Violates: No function here changes a variable of the module
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

let waiting = 0;
let alive: ReturnType<typeof setInterval>;

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override async acquireAsync(): Promise<void> {
    if (waiting++ === 0) alive = setInterval(() => {}, 2 ** 30);
    while (!this.tryAcquire()) await Atomics.waitAsync(this.#free, 0, 0).value;
    if (--waiting === 0) clearInterval(alive);
  }
}
