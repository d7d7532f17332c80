/** Mistake: its constructor sets the number of signals back, also while somebody is about to wait. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: and signal() is called 1 times: it sleeps on
// Violates: and changes nothing
export * from "../sync.ts";
import { Condition as Right } from "../sync.ts";

export class Condition extends Right {
  constructor(mutex: Right["mutex"], shared: SharedArrayBuffer) {
    super(mutex, shared);
    Atomics.store(new Int32Array(shared), 0, 0);
  }
}
