/** Mistake: it says nothing when no work is open. */
// Caught by: done() counts one less, also when its process ends, and never waits
// Says: No work was open: it did not throw
// Violates: when none is open
export * from "../semaphore_set.ts";
import { GETVAL, semctl } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override done(): void {
    if (semctl(this.pool, this.index, GETVAL) > 0) super.done();
  }
}
