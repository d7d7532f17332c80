/** Mistake: its constructor unlocks the mutex, also one that threads use already. */
// Caught by: tryLock() locks a mutex of its own when nobody has it, and never waits
// Says: An object has the mutex, and another object could lock it, too
// Violates: and changes nothing
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  constructor(shared: SharedArrayBuffer) {
    super(shared);
    Atomics.store(new Int32Array(shared), 0, 0);
  }
}
