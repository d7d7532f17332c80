/** Mistake: it adds one piece of work, however much there is. */
// Caught by: add() counts more, which stays so when its process ends
// Says: The values after add
// Violates: How much, from 0 to 32767
export * from "../semaphore_set.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override add(n: number): void {
    super.add(Math.min(n, 1));
  }
}
