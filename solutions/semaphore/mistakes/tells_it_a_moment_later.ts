/** Mistake: it has the permit, and lets its caller wait for a timer all the same. */
// Caught by: acquireAsync() and withPermit() lose no wake-up, with several tasks in one thread
// Says: and acquireAsync() went on after 1020 ms
// Violates: Is fulfilled as soon as it has taken a permit
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override async acquireAsync(): Promise<void> {
    await super.acquireAsync();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
