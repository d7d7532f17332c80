/** Mistake: who has left because its time was over still counts, and a signal is kept for it. */
// Caught by: waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal
// Says: No signal came meanwhile, and after 0 ms, waitWithin(0.5) has returned true
// Violates: Whoever begins to wait later knows nothing of it
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  #listed = 0;
  #kept = 0;

  override waitWithin(milliseconds: number): boolean {
    if (this.#kept > 0 && this.#kept--) return true;
    const woken = super.waitWithin(milliseconds);
    if (!woken) this.#listed++;
    return woken;
  }

  override signal(): void {
    if (this.#listed > 0 && this.#listed--) this.#kept++;
    super.signal();
  }
}
