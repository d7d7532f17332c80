/** Mistake: broadcast() wakes four threads at most. */
// Caught by: Barrier lets its threads sleep in the kernel, and so do the other classes
// Says: until all Workers go on
// Violates: Wakes all who wait
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  override broadcast(): void {
    const signals = new Int32Array(this.shared);
    Atomics.add(signals, 0, 1);
    Atomics.notify(signals, 0, 4);
  }
}
