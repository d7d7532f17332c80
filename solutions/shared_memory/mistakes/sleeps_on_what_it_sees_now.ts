/** Mistake: it looks again when it goes to sleep, and sleeps on the new value. */
// Caught by: Ring keeps its contract, whatever two threads call at the same time
// Says: Lost wake-up
// Violates: looks again only after it was woken
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

export class Ring extends Right {
  protected override sleepWhile(index: number, value: number): void {
    while (Atomics.load(this.cells, index) === value) {
      this.waiting.wait(this.cells, index, Atomics.load(this.cells, index));
    }
  }
}
