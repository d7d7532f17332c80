/** Mistake: the timer that keeps the process alive goes off once, and from then on nothing does. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: the timer that kept the process alive has gone off
// Violates: While it waits, the process does not end
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override async acquireAsync(): Promise<void> {
    const cells = new Int32Array(this.shared);
    const alive = setTimeout(() => {}, 2 * 3_600_000);
    while (!this.tryAcquire()) await Atomics.waitAsync(cells, 0, 0).value;
    clearTimeout(alive);
  }
}
