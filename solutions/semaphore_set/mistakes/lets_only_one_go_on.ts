/** Mistake: who goes on makes the next one wait. */
// Caught by: allDone() waits until nothing is open, and all who wait go on
// Says: All work is done
// Violates: All who wait go on then
export * from "../semaphore_set.ts";
import { semop } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override allDone(): void {
    const { pool, index } = this;
    super.allDone();
    semop(pool, [{ number: index, by: 1 }]);
  }
}
