/** Mistake: it does not lock the mutex again when its time is over. */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: has returned false without the mutex
// Violates: In both cases it has the mutex again
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override waitWithin(milliseconds: number): boolean {
    const woken = super.waitWithin(milliseconds);
    if (!woken) this.mutex.unlock();
    return woken;
  }
}
