/** Mistake: it waits an hour at most. */
// Caught by: allDone() waits until nothing is open, and all who wait go on
// Says: All work is done: it threw EAGAIN
// Violates: Waits until no work is open
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import { semtimedop } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override allDone(): void {
    for (const end = performance.now() + 3_600_000;;) {
      try {
        const left = Math.max(0, end - performance.now());
        return semtimedop(this.pool, [{ number: this.index, by: 0 }], left);
      } catch (error) {
        if (!(error instanceof SysError) || error.code !== "EINTR") throw error;
      }
    }
  }
}
