/** Mistake: it sets a timer again and again, to look whether a permit is free. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: acquireAsync() has set a timer that goes off within an hour
// Violates: no timer of it goes off within an hour
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override async acquireAsync(): Promise<void> {
    while (!this.tryAcquire()) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
