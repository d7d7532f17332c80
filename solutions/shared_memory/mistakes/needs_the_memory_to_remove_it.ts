/** Mistake: it removes nothing any more after it was detached. */
// Caught by: create() makes a segment of zeros, which all processes see
// Says: after detach() and remove(), a segment still has the key
// Violates: also after `detach()`
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  override remove(): void {
    if (!this.memory.detached) super.remove();
  }
}
