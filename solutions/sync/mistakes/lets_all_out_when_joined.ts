/** Mistake: its constructor sets the counts back, also while somebody is inside. */
// Caught by: ReadersWriterLock prefers a writer that waits, and wakes all who may go on
// Says: a reader that came later has overtaken the writer
// Violates: and changes nothing
export * from "../sync.ts";
import { ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  constructor(shared: Right["shared"]) {
    super(shared);
    new Int32Array(shared.counts!).fill(0);
  }
}
