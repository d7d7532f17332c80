/** Mistake: it looks whether work is open, and does not wait. */
// Caught by: allDone() waits until nothing is open, and all who wait go on
// Says: Whether allDone() came back while work was open
// Violates: Waits until no work is open
export * from "../semaphore_set.ts";
import { GETVAL, semctl } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override allDone(): void {
    semctl(this.pool, this.index, GETVAL);
  }
}
