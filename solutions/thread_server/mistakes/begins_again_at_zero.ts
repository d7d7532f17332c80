/** Mistake: whoever joins sets the counters back. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: and they say: served 1, failed 1, inside -1
// Violates: and changes nothing
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  constructor(shared: SharedArrayBuffer) {
    super(shared);
    new Int32Array(shared).fill(0);
  }
}
