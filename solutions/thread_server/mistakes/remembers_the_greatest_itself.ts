/** Mistake: each object has a greatest number of its own. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: inside 2, greatest 0
// Violates: All objects over the same memory are the same counters
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  #inside = 0;
  #greatest = 0;

  override enter(): void {
    super.enter();
    this.#greatest = Math.max(this.#greatest, ++this.#inside);
  }

  override leave(failed: boolean): void {
    super.leave(failed);
    this.#inside--;
  }

  override get greatest(): number {
    return this.#greatest;
  }
}
