/** Mistake: its timer has more milliseconds than a timer can hold, and goes off again and again. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: Three wait, and one permit comes after the other: acquireAsync() has set a timer that goes off within an hour
// Violates: no timer of it goes off within an hour
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override async acquireAsync(): Promise<void> {
    const cells = new Int32Array(this.shared);
    const alive = setInterval(() => {}, 2 ** 31);
    while (!this.tryAcquire()) await Atomics.waitAsync(cells, 0, 0).value;
    clearInterval(alive);
  }
}
