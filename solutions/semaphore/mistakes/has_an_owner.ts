/** Mistake: it believes that only those who took a permit may give one back. */
// Caught by: acquire() takes the permit of any thread, and lets in one for each permit
// Says: Cannot release
// Violates: any thread may give one, also one that never took any
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  #held = 0;

  override acquire(): void {
    super.acquire();
    this.#held++;
  }

  override release(): void {
    if (this.#held === 0) throw new Error("Cannot release: this thread holds no permit");
    this.#held--;
    super.release();
  }
}
