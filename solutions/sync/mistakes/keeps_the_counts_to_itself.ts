/** Mistake: each object has counts of its own. */
// Caught by: lockShared() lets readers in together, and lock() a writer alone
// Says: The lock has another memory in `shared`
// Violates: all that another thread needs to use the same one
export * from "../sync.ts";
import { ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  constructor(readonly all: Right["shared"]) {
    super({ ...all, counts: new SharedArrayBuffer(12) });
  }
}
