/** Mistake: it believes that there is room, or an item, because it was woken. */
// Caught by: Ring sleeps until it is woken, however long, and looks again when that was for no reason
// Says: wait() came back for no reason
// Violates: or comes back earlier, for no reason
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

export class Ring extends Right {
  protected override sleepWhile(index: number, value: number): void {
    if (Atomics.load(this.cells, index) !== value) return;
    this.waiting.wait(this.cells, index, value);
  }
}
