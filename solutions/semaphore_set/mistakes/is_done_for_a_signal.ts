/** Mistake: a signal ends its wait. */
// Caught by: allDone() waits until nothing is open, and all who wait go on
// Says: All work is done: it threw EINTR
// Violates: A signal does not end the wait.
export * from "../semaphore_set.ts";
import { semop } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override allDone(): void {
    semop(this.pool, [{ number: this.index, by: 0 }]);
  }
}
