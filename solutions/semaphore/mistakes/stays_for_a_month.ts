/** Mistake: the timer that keeps the process alive goes off once, after as long as a timer can wait. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: 400 days go by while acquireAsync() waits: the timer that kept the process alive has gone off
// Violates: While it waits, the process does not end
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override async acquireAsync(): Promise<void> {
    const cells = new Int32Array(this.shared);
    const alive = setTimeout(() => {}, 2 ** 31 - 1);
    while (!this.tryAcquire()) await Atomics.waitAsync(cells, 0, 0).value;
    clearTimeout(alive);
  }
}
