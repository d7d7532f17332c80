/** Mistake: it looks in three turns of the event loop before it waits, and sets timers for that. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: has set a timer that goes off within an hour
// Violates: no timer of it goes off within an hour
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override async acquireAsync(): Promise<void> {
    for (let looks = 0; looks < 3; looks++) {
      if (this.tryAcquire()) return;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await super.acquireAsync();
  }
}
