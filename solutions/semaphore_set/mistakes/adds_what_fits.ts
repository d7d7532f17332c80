/** Mistake: when it would be too much, it adds what there is room for. */
// Caught by: add() counts more, which stays so when its process ends
// Says: add(pool, 2, 1): it did not throw
// Violates: when more than 32767 would be open
export * from "../semaphore_set.ts";
import { GETVAL, semctl } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override add(n: number): void {
    super.add(Math.min(n, 32767 - semctl(this.pool, this.index, GETVAL)));
  }
}
