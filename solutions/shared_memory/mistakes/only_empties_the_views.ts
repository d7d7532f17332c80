/** Mistake: it cuts the views off, and keeps the segment attached. */
// Caught by: detach() empties every view, and gives the memory back once, as does the end of a block
// Says: after detach(), the segment is still attached
// Violates: Gives the memory back, once
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  override detach(): void {
    if (!this.memory.detached) this.memory.transfer();
  }
}
