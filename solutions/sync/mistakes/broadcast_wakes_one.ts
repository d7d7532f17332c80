/** Mistake: its broadcast() is signal() with another name. */
// Caught by: signal() wakes one of those who wait already, and broadcast() all of them
// Says: because it was 0. It is 1 now, but nobody is left to wake B
// Violates: Wakes all who wait
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override broadcast(): void {
    this.signal();
  }
}
