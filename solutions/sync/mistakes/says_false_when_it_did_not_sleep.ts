/** Mistake: a signal that comes before it sleeps ends the wait, and it says that the time was over. */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: waitWithin(100) has given up
// Violates: `false` as soon as the time is over
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #signals = new Int32Array(this.shared);

  override waitWithin(milliseconds: number): boolean {
    const seen = Atomics.load(this.#signals, 0);
    this.mutex.unlock();
    const outcome = Atomics.wait(this.#signals, 0, seen, milliseconds);
    this.mutex.lock();
    return outcome === "ok";
  }
}
