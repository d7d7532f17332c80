/** Mistake: what it has added is taken away when its process ends. */
// Caught by: add() counts more, which stays so when its process ends
// Says: The values when the process has ended
// Violates: The work stays open when this process ends
export * from "../semaphore_set.ts";
import { SEM_UNDO, semop } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override add(n: number): void {
    if (n > 0) semop(this.pool, [{ number: this.index, by: n, flags: SEM_UNDO }]);
  }
}
