/** Mistake: it waits for the time that it was told, twice. */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: after 240 ms, waitWithin(120) has returned false
// Violates: but not longer than it is told
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override waitWithin(milliseconds: number): boolean {
    return super.waitWithin(milliseconds / 2 * 4);
  }
}
