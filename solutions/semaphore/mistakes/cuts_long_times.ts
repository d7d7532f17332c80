/** Mistake: it waits for as long as a timer can, and then gives up. */
// Caught by: acquireWithin() takes a free permit at once, and gives up when its time is over
// Says: after 2147483647 ms, acquireWithin(4294967396) has returned false
// Violates: from 0 to `Infinity`, which never ends
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override acquireWithin(milliseconds: number): boolean {
    return super.acquireWithin(Math.min(milliseconds, 2 ** 31 - 1));
  }
}
