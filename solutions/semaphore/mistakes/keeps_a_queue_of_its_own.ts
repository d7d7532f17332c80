/** Mistake: it keeps the promises of those who wait in its object, and no other object settles them. */
// Caught by: Semaphore keeps its contract, whatever two or three threads call at the same time
// Says: nothing is left that could settle the promise
// Violates: Nobody sleeps on while a permit is free
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #waiting: (() => void)[] = [];

  override async acquireAsync(): Promise<void> {
    const alive = setInterval(() => {}, 2 ** 30);
    while (!this.tryAcquire()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    clearInterval(alive);
  }

  override release(): void {
    super.release();
    this.#waiting.shift()?.();
  }
}
