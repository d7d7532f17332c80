/** Mistake: it looks whether the mutex is free, and then locks it: two threads can see the same. */
// Caught by: lock() lets in one thread at a time, and unlock() the next one
// Says: 2 threads are in the critical section
// Violates: one object at a time has it
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  readonly #cell = new Int32Array(this.shared);
  #mine = false;
  override tryLock(): boolean {
    if (Atomics.load(this.#cell, 0) === 1) return false;
    return this.#mine = Atomics.store(this.#cell, 0, 1) === 1;
  }
  override lock(): void {
    if (this.#mine) throw new Error("Cannot lock the mutex: this object has it already");
    while (!this.tryLock()) Atomics.wait(this.#cell, 0, 1);
  }
  override unlock(): void {
    if (!this.#mine) throw new Error("Cannot unlock the mutex: this object does not have it");
    this.#mine = false;
    Atomics.store(this.#cell, 0, 0);
    Atomics.notify(this.#cell, 0, 1);
  }
}
