/** Mistake: it awaits the wake-up, for which alone a process does not stay alive. */
// Caught by: acquireAsync() waits in the event loop, and keeps the process alive
// Says: its event loop is empty
// Violates: While it waits, the process does not end
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);

  override async acquireAsync(): Promise<void> {
    while (!this.tryAcquire()) await Atomics.waitAsync(this.#free, 0, 0).value;
  }
}
