/** Mistake: its broadcast() is signal() with another name. */
// Caught by: signal() wakes one of those who wait already, and broadcast() all of them
// Says: It would go on if it were woken
// Violates: Wakes all who wait
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override broadcast(): void {
    this.signal();
  }
}
