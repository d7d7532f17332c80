/** Mistake: when no work is open, it waits until there is some. */
// Caught by: done() counts one less, also when its process ends, and never waits
// Says: done() waits in semop
// Violates: Where none is open, it does not wait
export * from "../semaphore_set.ts";
import { semop } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override done(): void {
    semop(this.pool, [{ number: this.index, by: -1 }]);
  }
}
