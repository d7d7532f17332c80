/** Mistake: it looks at the clock when it was woken, and says false although it had a signal. */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: Lost wake-up: B
// Violates: then it has used up no signal
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override waitWithin(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    return super.waitWithin(milliseconds) && performance.now() < end;
  }
}
