/** Mistake: it wakes up again and again, after some time, and looks. */
// Caught by: Ring sleeps until it is woken, however long, and looks again when that was for no reason
// Says: Busy waiting
// Violates: and looks again only after it was woken
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

export class Ring extends Right {
  protected override sleepWhile(index: number, value: number): void {
    while (Atomics.load(this.cells, index) === value) {
      this.waiting.wait(this.cells, index, value, 1000);
    }
  }
}
