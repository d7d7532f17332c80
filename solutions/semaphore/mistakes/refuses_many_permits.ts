/** Mistake: it refuses a permit when there are very many. */
// Caught by: create() makes a semaphore of its own, with as many permits as it is told
// Says: too many permits
// Violates: up to 2 ** 31 - 1
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  override release(): void {
    if (this.value >= 2 ** 30) throw new RangeError("too many permits");
    super.release();
  }
}
