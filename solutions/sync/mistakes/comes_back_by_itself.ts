/** Mistake: it comes back after a while, although nobody has called signal(). */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: Nobody has called signal(), and wait() has returned
// Violates: It goes on only after
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override wait(): void {
    this.waitWithin(60_000);
  }
}
