/** Mistake: it only notes that the segment has to go, and removes it later. */
// Caught by: remove() frees the key at once, and who has the segment attached goes on
// Says: after remove(), somebody can still find the segment
// Violates: From then on nobody finds it
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  #goes = false;

  override remove(): void {
    this.#goes = true;
    if (this.memory.detached) super.remove();
  }

  override detach(): void {
    if (this.#goes && !this.memory.detached) super.remove();
    super.detach();
  }
}
