/** Mistake: an object that locks the mutex a second time gets its error, and has lost the mutex. */
// Caught by: unlock() is for the owner, lock() for others, and what they refuse changes nothing
// Says: The owner has called lock() again, and the mutex is unlocked
// Violates: It keeps it
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  override lock(): void {
    try {
      super.lock();
    } catch (error) {
      this.unlock();
      throw error;
    }
  }
}
