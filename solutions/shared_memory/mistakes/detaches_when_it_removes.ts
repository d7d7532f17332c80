/** Mistake: it gives the memory back when it removes the segment. */
// Caught by: remove() frees the key at once, and who has the segment attached goes on
// Says: the caller's own memory is gone
// Violates: Who has it attached goes on with it.
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  override remove(): void {
    super.remove();
    this.detach();
  }
}
