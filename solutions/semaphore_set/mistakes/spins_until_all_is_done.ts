/** Mistake: it asks again and again whether all work is done. */
// Caught by: allDone() waits until nothing is open, and all who wait go on
// Says: allDone() keeps a processor busy
// Violates: no work is open, and keeps no processor busy
export * from "../semaphore_set.ts";
import { GETVAL, semctl } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override allDone(): void {
    while (semctl(this.pool, this.index, GETVAL) > 0);
  }
}
