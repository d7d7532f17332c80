/** Mistake: it keeps a signal for the next one who waits, which may be the one who has sent it. */
// Caught by: signal() wakes one of those who wait already, and broadcast() all of them
// Says: and waitWithin(50) has returned true: S had called
// Violates: Whoever begins to wait later knows nothing of it
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  readonly #kept = new Int32Array(this.shared, 4);

  static override create(mutex: Right["mutex"]): Right {
    return new this(mutex, new SharedArrayBuffer(8));
  }

  override waitWithin(milliseconds: number): boolean {
    return Atomics.exchange(this.#kept, 0, 0) === 1 || super.waitWithin(milliseconds);
  }

  override signal(): void {
    Atomics.store(this.#kept, 0, 1);
    super.signal();
  }
}
