/** Mistake: it counts in a variable, and does not know what other processes have added. */
// Caught by: allDone() waits until nothing is open, and all who wait go on
// Says: Whether allDone() came back while work was open
// Violates: for all processes together
export * from "../semaphore_set.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  #open = 0;

  override add(n: number): void {
    super.add(n);
    this.#open += n;
  }

  override done(): void {
    super.done();
    this.#open--;
  }

  override allDone(): void {
    if (this.#open > 0) super.allDone();
  }
}
