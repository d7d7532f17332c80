/** Mistake: it removes the pool when the last piece of work is done. */
// Caught by: done() counts one less, also when its process ends, and never waits
// Says: The values after done
// Violates: The pool, which stays
export * from "../semaphore_set.ts";
import { GETVAL, IPC_RMID, semctl } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override done(): void {
    super.done();
    if (semctl(this.pool, this.index, GETVAL) === 0) semctl(this.pool, 0, IPC_RMID);
  }
}
