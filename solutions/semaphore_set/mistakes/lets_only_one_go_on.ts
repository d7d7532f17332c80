/** Mistake: the first who goes on raises the semaphore in the same step, and the others wait. */
// Caught by: allDone() waits until nothing is open, and all who wait go on
// Says: until all go on who wait in allDone()
// Violates: All who wait go on then
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { semop } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override allDone(): void {
    const all = [{ number: this.index, by: 0 }, { number: this.index, by: 1 }];
    for (;;) {
      try {
        return semop(this.pool, all);
      } catch (error) {
        if (!(error instanceof SysError) || error.code !== "EINTR") throw error;
      }
    }
  }
}
