/** Mistake: it does not count the one who comes last. */
// Caught by: Barrier keeps everybody until all have come, again and again, and tells one
// Says: has not come in round 1
// Violates: Sleeps until all have called it
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

export class Barrier extends Right {
  static override create(parties: number): Right {
    return super.create(Math.max(1, parties - 1));
  }
}
