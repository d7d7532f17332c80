/** Mistake: it looks again and again instead of going to sleep. */
// Caught by: Ring keeps its contract, whatever two threads call at the same time
// Says: Busy waiting
// Violates: How to sleep in this memory
export * from "../shared_memory.ts";
import { Ring as Right } from "../shared_memory.ts";

export class Ring extends Right {
  protected override sleepWhile(index: number, value: number): void {
    while (Atomics.load(this.cells, index) === value);
  }
}
