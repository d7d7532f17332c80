/** Mistake: it tells all of them that they were the last one. */
// Caught by: Barrier keeps everybody until all have come, again and again, and tells one
// Says: wait() has to return true once, and returned true, true
// Violates: `true` for exactly one in each round
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

export class Barrier extends Right {
  override wait(): boolean {
    super.wait();
    return true;
  }
}
