/** Mistake: its acquireAsync() is acquire() with another name. */
// Caught by: acquireAsync() waits in the event loop, and keeps the process alive
// Says: as Atomics.wait() does, until another of its threads wakes it
// Violates: never blocks its thread: the event loop goes on
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override async acquireAsync(): Promise<void> {
    await Promise.resolve();
    this.acquire();
  }
}
