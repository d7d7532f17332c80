/** Mistake: to add 0, it waits until no work is open. */
// Caught by: add() counts work, which stays open when its process ends
// Says: add() waits in semop
// Violates: when this process ends. It never waits
export * from "../semaphore_set.ts";
import { semop } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override add(n: number): void {
    semop(this.pool, [{ number: this.index, by: n }]);
  }
}
