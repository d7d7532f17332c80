/** Mistake: it makes another object of the mutex, which has not locked it. */
// Caught by: wait() misses no signal, lets others have the mutex meanwhile, and has it in the end
// Says: W threw Error: Cannot unlock the mutex
// Violates: The object with which this thread locks the mutex
export * from "../sync.ts";
import { Condition as Right, Mutex } from "../sync.ts";

export class Condition extends Right {
  constructor(mutex: Mutex, shared: SharedArrayBuffer) {
    super(new Mutex(mutex.shared), shared);
  }
}
