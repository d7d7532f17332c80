/** Mistake: it throws a string, which is no Error. */
// Caught by: unlock() is for the owner, lock() for others, and what they refuse changes nothing
// Says: it has thrown "it is locked", which is no Error
// Violates: When this object has it already
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  override lock(): void {
    try {
      super.lock();
    } catch {
      throw "it is locked";
    }
  }
}
