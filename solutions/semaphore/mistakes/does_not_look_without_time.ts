/** Mistake: it looks for a permit only when it has time to wait for one. */
// Caught by: acquireWithin() takes a free permit at once, and gives up when its time is over
// Says: acquireWithin(0) has returned false
// Violates: A free permit is taken even in no time
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override acquireWithin(milliseconds: number): boolean {
    return milliseconds > 0 && super.acquireWithin(milliseconds);
  }
}
