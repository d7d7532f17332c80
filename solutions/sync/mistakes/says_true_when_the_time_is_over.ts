/** Mistake: it says that it was woken, although its time was over. */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: No signal came meanwhile, and after 0 ms, waitWithin(0) has returned true
// Violates: `false` as soon as the time is over
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override waitWithin(milliseconds: number): boolean {
    super.waitWithin(milliseconds);
    return true;
  }
}
