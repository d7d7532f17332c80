/** Mistake: all locks have the same memory. */
// Caught by: lockShared() lets readers in together, and lock() a writer alone
// Says: The same turns have led to different steps
// Violates: in memory of its own
export * from "../sync.ts";
import { ReadersWriterLock as Right } from "../sync.ts";

let shared: Right["shared"] | undefined;

export class ReadersWriterLock extends Right {
  static override create(): Right {
    shared ??= super.create().shared;
    return new this(shared);
  }
}
