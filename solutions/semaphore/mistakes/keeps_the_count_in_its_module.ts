/** Mistake: it counts in a variable of its module, and each thread has its own one. */
// Caught by: create() makes a semaphore of its own, with as many permits as it is told
// Says: the value is undefined
// Violates: all that another thread needs
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

const counts = new Map<SharedArrayBuffer, number>();

export class Semaphore extends Right {
  static override create(permits: number): Semaphore {
    const semaphore = new this(new SharedArrayBuffer(4));
    counts.set(semaphore.shared, permits);
    return semaphore;
  }

  override get value(): number {
    return counts.get(this.shared)!;
  }
}
