/** Mistake: its constructor sets the count, also of a semaphore that threads use already. */
// Caught by: create() makes a semaphore of its own, with as many permits as it is told
// Says: Semaphore.create(0), the value is 1
// Violates: and changes nothing
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  constructor(shared: SharedArrayBuffer) {
    super(shared);
    Atomics.store(new Int32Array(shared), 0, 1);
  }
}
