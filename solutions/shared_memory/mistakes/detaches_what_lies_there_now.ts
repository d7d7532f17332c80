/** Mistake: it detaches whatever lies at its old address when it is called again. */
// Caught by: detach() empties every view, and gives the memory back once, as does the end of a block
// Says: has detached something else that lies there now
// Violates: Later calls do nothing.
export * from "../shared_memory.ts";
import { shmdt } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  override detach(): void {
    if (!this.memory.detached) this.memory.transfer();
    try {
      shmdt(this.mapping);
    } catch {
      // It was given back before.
    }
  }
}
