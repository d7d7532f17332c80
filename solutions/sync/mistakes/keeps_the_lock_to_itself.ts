/** Mistake: each object has a cell of its own. */
// Caught by: tryLock() locks a mutex of its own when nobody has it, and never waits
// Says: another memory in `shared`
// Violates: all that another thread needs to use the same one
export * from "../sync.ts";
import { Mutex as Right } from "../sync.ts";

export class Mutex extends Right {
  constructor(_: SharedArrayBuffer) {
    super(new SharedArrayBuffer(4));
  }
}
