/** Mistake: to add 0, it waits until no work is open. */
// Caught by: add() counts more, which stays so when its process ends
// Says: add() waits in semop
// Violates: Adds work, and does not wait
export * from "../semaphore_set.ts";
import { semop } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override add(n: number): void {
    semop(this.pool, [{ number: this.index, by: n }]);
  }
}
