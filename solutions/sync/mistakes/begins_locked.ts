/** Mistake: a new mutex is locked already, by nobody. */
// Caught by: tryLock() locks a mutex of its own when nobody has it, and never waits
// Says: The mutex is new, and tryLock() has returned false
// Violates: that nobody has locked
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  static override create(): Right {
    const mutex = new this(new SharedArrayBuffer(4));
    Atomics.store(new Int32Array(mutex.shared), 0, 1);
    return mutex;
  }
}
