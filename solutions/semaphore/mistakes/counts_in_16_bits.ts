/** Mistake: its count is too small for many permits. */
// Caught by: create() makes a semaphore of its own, with as many permits as it is told
// Says: Semaphore.create(65536), the value is 0
// Violates: from 0 to 2 ** 31 - 1
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  static override create(permits: number): Semaphore {
    const semaphore = new this(new SharedArrayBuffer(4));
    new Uint16Array(semaphore.shared)[0] = permits;
    return semaphore;
  }
}
