/** Mistake: it never counts more permits than there were in the beginning. */
// Caught by: release() adds one permit, also to those of the beginning, and wakes a thread for each
// Says: the value is 1
// Violates: there may be more permits than in the beginning
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

export class Semaphore extends Right {
  readonly #free = new Int32Array(this.shared);
  static readonly #most = new Map<SharedArrayBuffer, number>();

  override release(): void {
    super.release();
    const most = Semaphore.#most.get(this.shared) ?? 1;
    if (Atomics.load(this.#free, 0) > most) Atomics.store(this.#free, 0, most);
  }
}
