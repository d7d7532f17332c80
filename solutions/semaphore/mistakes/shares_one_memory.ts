/** Mistake: it makes the memory once, and all semaphores count in it. */
// Caught by: create() makes a semaphore of its own, with as many permits as it is told
// Says: Semaphore.create(0), the value is 3
// Violates: in memory of its own
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

const shared = new SharedArrayBuffer(4);

export class Semaphore extends Right {
  static override create(permits: number): Semaphore {
    Atomics.store(new Int32Array(shared), 0, permits);
    return new this(shared);
  }
}
