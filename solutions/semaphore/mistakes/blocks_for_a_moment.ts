/** Mistake: it sleeps for a moment with its whole thread, before it waits in the event loop. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: acquireAsync() calls Atomics.wait()
// Violates: never blocks its thread: the event loop goes on
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override async acquireAsync(): Promise<void> {
    if (!this.acquireWithin(5)) await super.acquireAsync();
  }
}
