/** Mistake: each object waits at a cell of its own, which no other thread knows. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: W sleeps at own[0]
// Violates: all that another thread needs, but for the mutex
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #own = new Int32Array(new SharedArrayBuffer(4));

  override wait(): void {
    this.mutex.unlock();
    Atomics.wait(this.#own, 0, 0);
    this.mutex.lock();
  }
}
