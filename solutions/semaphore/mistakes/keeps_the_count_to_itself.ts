/** Mistake: it counts in its own object, where no other thread sees it. */
// Caught by: create() makes a semaphore of its own, with as many permits as it is told
// Says: Semaphore.create(1), the value is 0
// Violates: All objects over the same memory are the same semaphore
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  #count = 0;

  static override create(permits: number): Semaphore {
    const semaphore = new this(new SharedArrayBuffer(4));
    semaphore.#count = permits;
    return semaphore;
  }

  override get value(): number {
    return this.#count;
  }
}
