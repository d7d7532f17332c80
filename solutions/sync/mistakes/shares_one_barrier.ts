/** Mistake: all barriers for as many threads have the same memory. */
// Caught by: Barrier is for as many threads and for as many rounds as it is told
// Says: wait() of the second one has returned
// Violates: in memory of its own
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

const known: Record<number, Right> = {};

export class Barrier extends Right {
  static override create(parties: number): Right {
    return known[parties] ??= super.create(parties);
  }
}
