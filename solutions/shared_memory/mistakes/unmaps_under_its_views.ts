/** Mistake: it gives the memory back, and leaves the views as they are. */
// Caught by: detach() empties every view, and gives the memory back once, as does the end of a block
// Says: after detach(), a view still has
// Violates: Every view of the memory is empty from then on
export * from "../shared_memory.ts";
import { shmdt } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  #attached = true;

  override detach(): void {
    if (this.#attached) shmdt(this.mapping);
    this.#attached = false;
  }
}
