/** Mistake: it keeps in 8 bits how many have to come. */
// Caught by: Barrier is for as many threads and for as many rounds as it is told
// Says: has returned when 1 had come
// Violates: from 1 to 256
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

export class Barrier extends Right {
  static override create(parties: number): Right {
    return super.create(parties & 255);
  }
}
