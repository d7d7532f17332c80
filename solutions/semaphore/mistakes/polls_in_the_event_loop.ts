/** Mistake: it sets a timer again and again, to look whether a permit is free. */
// Caught by: acquireAsync() waits in the event loop, and keeps the process alive
// Says: sleeps in its event loop, at no cost
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override async acquireAsync(): Promise<void> {
    while (!this.tryAcquire()) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
