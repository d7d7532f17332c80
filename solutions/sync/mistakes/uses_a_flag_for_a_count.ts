/** Mistake: it has a flag for the signals, which each who waits puts down. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: signal() is called, and another one waits: it sleeps on
// Violates: Wakes at least one of those who wait
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #flag = new Int32Array(this.shared);

  override waitWithin(milliseconds: number): boolean {
    Atomics.store(this.#flag, 0, 0);
    this.mutex.unlock();
    const outcome = Atomics.wait(this.#flag, 0, 0, milliseconds);
    this.mutex.lock();
    return outcome !== "timed-out";
  }

  override signal(): void {
    Atomics.store(this.#flag, 0, 1);
    Atomics.notify(this.#flag, 0, 1);
  }
}
