/** Mistake: it reads the value once, and remembers it. */
// Caught by: create() makes a semaphore of its own, with as many permits as it is told
// Says: 1 times release() by one object, that object says that the value is 0
// Violates: How many permits were free at some moment of the call
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  #known: number | undefined;

  override get value(): number {
    return this.#known ??= super.value;
  }
}
