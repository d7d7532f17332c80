/** Mistake: it asks the kernel again when the memory has been given back already. */
// Caught by: detach() empties every view, and gives the memory back once, as does the end of a block
// Says: Cannot shmdt
// Violates: Later calls do nothing.
export * from "../shared_memory.ts";
import { shmdt } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  override detach(): void {
    if (!this.memory.detached) this.memory.transfer();
    shmdt(this.mapping);
  }
}
