/** Mistake: once all work was done, it does not wait for what is added later. */
// Caught by: allDone() waits until nothing is open, and all who wait go on
// Says: while work was open that was added after its first call
// Violates: Waits until no work is open
export * from "../semaphore_set.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  #isDone = false;

  override allDone(): void {
    if (!this.#isDone) super.allDone();
    this.#isDone = true;
  }
}
