/** Mistake: it waits for as long as a timer can, and then gives up. */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: after 2147483647 ms, waitWithin(4294967396)
// Violates: from 0 to `Infinity`
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override waitWithin(milliseconds: number): boolean {
    const most = milliseconds === Infinity ? Infinity : 2 ** 31 - 1;
    return super.waitWithin(Math.min(milliseconds, most));
  }
}
