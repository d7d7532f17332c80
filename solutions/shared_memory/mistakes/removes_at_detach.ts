/** Mistake: it removes the segment when it detaches it. */
// Caught by: detach() empties every view, and gives the memory back once, as does the end of a block
// Says: detach() has removed the segment
// Violates: leaves the segment to others
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  override detach(): void {
    if (!this.memory.detached) this.remove();
    super.detach();
  }
}
