/** Mistake: it removes the segment at the end of the block. */
// Caught by: detach() empties every view, and gives the memory back once, as does the end of a block
// Says: has removed the segment
// Violates: Detaches it, and does not remove it.
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  override [Symbol.dispose](): void {
    if (!this.memory.detached) this.remove();
    this.detach();
  }
}
